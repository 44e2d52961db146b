using System.IO.Compression;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage.Content;

/// <summary>The lines of a compressed kept file as UTF-8: no text is made of a line before a value is made of it.</summary>
internal sealed class KeptLines(Stream compressed) : IDisposable
{
    private readonly GZipStream from = new(compressed, CompressionMode.Decompress);
    private byte[] buffer = new byte[1 << 16];
    private int start,
        end;

    /// <summary>The next line; good until the one after it is asked for.</summary>
    /// <exception cref="DamagedException">There is none.</exception>
    public ReadOnlySpan<byte> Next()
    {
        for (var searched = start; ;)
        {
            if (buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n') is >= 0 and var at)
            {
                var line = buffer.AsSpan(start, searched + at - start);
                start = searched + at + 1;
                return line;
            }
            var rest = end - start;
            if (rest == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            else
                buffer.AsSpan(start, rest).CopyTo(buffer);
            (start, end, searched) = (0, rest, rest);
            var read = from.Read(buffer, end, buffer.Length - end);
            end += read > 0 ? read : throw new DamagedException(Wording.Of("Damaged.kept-cut"));
        }
    }

    /// <summary>The next line as a value.</summary>
    /// <exception cref="DamagedException">There is none, or it holds null.</exception>
    public T Read<T>() =>
        JsonSerializer.Deserialize<T>(Next(), CoreJson.Options) ?? throw new DamagedException(Wording.Of("Damaged.kept-empty"));

    /// <summary>The next lines as values.</summary>
    public T[] ReadMany<T>(int count)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = Read<T>();
        return values;
    }

    public void Dispose() => from.Dispose();
}

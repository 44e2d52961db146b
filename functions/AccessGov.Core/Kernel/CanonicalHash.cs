using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AccessGov.Core.Kernel;

/// <summary>
/// SHA-256 over a sequence of typed fields, each with its length, so that no two different sequences share their bytes.
/// Every digest and id of the product is made with it.
/// </summary>
public sealed class CanonicalHash : IDisposable
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[16 * 1024];
    private int used;

    /// <summary>Adds a text; null differs from the empty text.</summary>
    /// <param name="text">The text, as it is.</param>
    public CanonicalHash Add(string? text)
    {
        if (text is null)
            return Add(-1L);
        if (Encoding.UTF8.GetMaxByteCount(text.Length) + sizeof(long) > buffer.Length)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Add((long)bytes.Length).Flush();
            sha.AppendData(bytes);
            return this;
        }
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + sizeof(long));
        var length = Encoding.UTF8.GetBytes(text, buffer.AsSpan(used + sizeof(long)));
        Add((long)length);
        used += length;
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    /// <param name="number">The number.</param>
    public CanonicalHash Add(long number)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(used), number);
        used += sizeof(long);
        return this;
    }

    /// <summary>Adds a day; null differs from every day.</summary>
    /// <param name="day">The day.</param>
    public CanonicalHash Add(DateOnly? day) => Add(day is { } known ? known.DayNumber : -1L);

    /// <summary>Adds a truth value.</summary>
    /// <param name="value">The truth value.</param>
    public CanonicalHash Add(bool value) => Add(value ? 1L : 0L);

    /// <summary>Adds an object id.</summary>
    /// <param name="id">The object id.</param>
    public CanonicalHash Add(Guid id)
    {
        Reserve(16);
        id.TryWriteBytes(buffer.AsSpan(used), bigEndian: true, out var written);
        used += written;
        return this;
    }

    /// <summary>The digest of all fields so far, lower-case hex; the hash starts anew.</summary>
    public string ToHex()
    {
        Flush();
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        sha.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <inheritdoc/>
    public void Dispose() => sha.Dispose();

    private void Reserve(int bytes)
    {
        if (used + bytes > buffer.Length)
            Flush();
    }

    private void Flush()
    {
        sha.AppendData(buffer, 0, used);
        used = 0;
    }
}

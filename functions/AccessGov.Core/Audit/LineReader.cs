using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>Hands out the lines of a stream one by one. Strict: each line ends with one line feed, the last one too.</summary>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private readonly byte[] buffer = new byte[maxLineBytes + 1];
    private int start,
        end;

    /// <summary>Number of the line that <see cref="TryRead"/> gave last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The next line without its line feed, valid until the next call; false at the end.</summary>
    /// <exception cref="FormatException">The line is too long or does not end.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        line = default;
        var searched = 0;
        while (true)
        {
            var feed = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = buffer.AsSpan(start, searched + feed);
                start += searched + feed + 1;
                Line++;
                return true;
            }
            searched = end - start;
            buffer.AsSpan(start, searched).CopyTo(buffer);
            (start, end) = (0, searched);
            if (searched == buffer.Length)
                throw Bad(Wording.Of("Audit.line-too-long", maxLineBytes));
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
                return searched == 0 ? false : throw Bad(Wording.Of("Audit.line-cut"));
            end += read;
        }
    }

    private FlawException Bad(Wording why)
    {
        Line++;
        return new FlawException(why);
    }
}

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>
/// Bytes of CP932 as UTF-8, some thousand at a time. It ends before a byte without meaning, and <see cref="BrokenAt"/> then.
/// </summary>
internal sealed class Cp932Stream(Stream file) : ForwardStream
{
    private readonly byte[] rest = new byte[2 * Cp932.MostUtf8];
    private readonly byte[] bytes = new byte[16 * 1024];
    private int at,
        end,
        restAt,
        restEnd;
    private long passed;
    private bool isAtEnd;

    /// <summary>Where the first byte without meaning is; null when the text did not end before the bytes did.</summary>
    public long? BrokenAt { get; private set; }

    /// <summary>The first byte without meaning, and the one behind it; null where the file ends.</summary>
    public (byte Lead, byte? Trail) Broken { get; private set; }

    /// <summary>Reads what is left, to see whether all of it is text.</summary>
    public void Finish()
    {
        var sink = new byte[bytes.Length];
        while (Read(sink) > 0) { }
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length >= rest.Length && restAt == restEnd)
            return Next(buffer);
        if (restAt == restEnd)
            (restAt, restEnd) = (0, Next(rest));
        var given = Math.Min(buffer.Length, restEnd - restAt);
        rest.AsSpan(restAt, given).CopyTo(buffer);
        restAt += given;
        return given;
    }

    private int Next(Span<byte> buffer)
    {
        if (BrokenAt is not null)
            return 0;
        if (end - at < 2 && !isAtEnd)
            Fill();
        var next = bytes.AsSpan(at, Math.Min(end - at, buffer.Length / Cp932.MostUtf8));
        var (read, written) = Cp932.Transcode(next, buffer);
        at += read;
        // The first byte of a pair goes with its second next time, where there is one.
        if (read < next.Length - 1 || (read < next.Length && (read == 0 || (isAtEnd && at + 1 == end))))
        {
            BrokenAt = passed + at;
            Broken = (bytes[at], at + 1 < end ? bytes[at + 1] : null);
        }
        return written;
    }

    private void Fill()
    {
        bytes.AsSpan(at, end - at).CopyTo(bytes);
        passed += at;
        (at, end) = (0, end - at);
        while (end < 2 && !isAtEnd)
        {
            var read = file.Read(bytes.AsSpan(end));
            isAtEnd = read == 0;
            end += read;
        }
    }
}

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>
/// Bytes of CP932 as UTF-8, some thousand at a time. It ends before a byte without meaning, and <see cref="IsBroken"/> then.
/// </summary>
internal sealed class Cp932Stream(ReadOnlyMemory<byte> bytes) : Stream
{
    private readonly byte[] rest = new byte[2 * Cp932.MostUtf8];
    private int at,
        restAt,
        restEnd;

    /// <summary>True when the text ended before the bytes did.</summary>
    public bool IsBroken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
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
        if (at == bytes.Length || IsBroken)
            return 0;
        var next = bytes.Span.Slice(at, Math.Min(bytes.Length - at, buffer.Length / Cp932.MostUtf8));
        var (read, written) = Cp932.Transcode(next, buffer);
        at += read;
        // The first byte of a pair goes with its second next time, where there is one.
        IsBroken = read < next.Length - 1 || (read < next.Length && (read == 0 || at + 1 == bytes.Length));
        return written;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

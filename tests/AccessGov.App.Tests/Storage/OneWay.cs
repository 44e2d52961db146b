using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Tests.Storage;

/// <summary>A sender's stream that cannot be read twice, and may break off before its end.</summary>
internal sealed class OneWay(byte[] bytes, bool breaks = false) : ForwardStream
{
    private readonly MemoryStream _inner = new(bytes);

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer[..Math.Min(buffer.Length, 10_000)]);
        return read == 0 && breaks ? throw new EndOfStreamException("The sender broke off.") : read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}

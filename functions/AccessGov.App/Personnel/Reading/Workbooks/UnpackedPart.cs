using System.IO.Hashing;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>
/// One part of a workbook as it is unpacked: no more of it than may be, no markup or text without an end, and at its end it is what was
/// packed.
/// </summary>
/// <param name="part">The unpacked bytes.</param>
/// <param name="length">How many there must be.</param>
/// <param name="crc">Their CRC-32.</param>
/// <param name="take">Counts what was unpacked, of all parts.</param>
internal sealed class UnpackedPart(Stream part, long length, uint crc, Action<int> take) : ForwardStream
{
    // A cell has at most 32,767 characters, and a character at most ten bytes: &#x1F600; and the like. What is longer is no cell and no
    // tag, and would be held whole.
    private const int LongestRun = 512 * 1024;

    // APPNOTE.TXT 4.4.7; .NET does not check it while it unpacks.
    private readonly Crc32 sum = new();
    private long read;
    private long run;

    public override int Read(Span<byte> buffer)
    {
        var count = part.Read(buffer);
        if (count == 0)
        {
            if (buffer.Length > 0 && (read != length || sum.GetCurrentHashAsUInt32() != crc))
                throw WorkbookFault.Damaged();
            return 0;
        }
        take(count);
        read += count;
        var bytes = buffer[..count];
        var last = bytes.LastIndexOfAny((byte)'<', (byte)'>');
        run = last < 0 ? run + count : count - 1 - last;
        if (run > LongestRun)
            throw WorkbookFault.CellTooLong(WorkbookXml.MostCharacters);
        sum.Append(bytes);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }
}

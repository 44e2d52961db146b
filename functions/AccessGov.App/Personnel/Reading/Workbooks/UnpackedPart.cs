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

    private static readonly uint[] Table = TableOfCrc();

    private long read;
    private long run;
    private uint sum = uint.MaxValue;

    public override int Read(Span<byte> buffer)
    {
        var count = part.Read(buffer);
        if (count == 0)
        {
            if (buffer.Length > 0 && (read != length || ~sum != crc))
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
        foreach (var b in bytes)
            sum = (sum >> 8) ^ Table[(byte)(sum ^ b)];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>APPNOTE.TXT 4.4.7: the CRC-32 of ZIP, which .NET does not check while it unpacks.</summary>
    private static uint[] TableOfCrc()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320;
            table[i] = value;
        }
        return table;
    }
}

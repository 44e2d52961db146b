namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>What a file is by its first bytes: names lie, and standard input has none.</summary>
internal static class Signature
{
    private const int Length = 8;

    /// <summary>True for a ZIP archive, as every .xlsx is one.</summary>
    /// <param name="beginning">The first bytes.</param>
    public static bool IsWorkbook(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith<byte>([0x50, 0x4B, 0x03, 0x04]) || beginning.StartsWith<byte>([0x50, 0x4B, 0x05, 0x06]);

    /// <summary>True for an OLE compound file: a workbook with a password, or one as Excel wrote it before 2007.</summary>
    /// <param name="beginning">The first bytes.</param>
    public static bool IsOldOffice(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>The bytes that tell; fewer where the file has no more.</summary>
    /// <param name="file">Can be read from its beginning.</param>
    public static byte[] Of(Stream file)
    {
        var beginning = new byte[Length];
        file.Position = 0;
        var read = file.ReadAtLeast(beginning, Length, throwOnEndOfStream: false);
        file.Position = 0;
        return beginning[..read];
    }
}

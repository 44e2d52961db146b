using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Rows;
using AccessGov.App.Personnel.Reading.Tables;

namespace AccessGov.App.Personnel.Reading;

/// <summary>
/// Reads one delivery of one source: whole, with every rejected row named, or not at all. Rows of which there is nothing to say become
/// facts as the file is walked over; workers with any other row are looked at row by row afterwards.
/// </summary>
public static class ExtractReader
{
    /// <summary>Some hundred megabytes; the file is walked over again for each so many.</summary>
    private const int RowsReadAgain = 50_000;

    /// <summary>Of rows that are looked at closely so many bytes are kept; for others the file is walked over again.</summary>
    private const int BytesKept = 16 << 20;

    /// <summary>Reads an extract. Never throws on bad input.</summary>
    /// <param name="bytes">The file as delivered.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    public static ExtractRead Read(byte[] bytes, MappingProfile profile, DateOnly asOf) =>
        Read(new MemoryStream(bytes, writable: false), profile, asOf).Read;

    /// <summary>The same of a file of any length, of which never more than some thousand bytes are held.</summary>
    /// <param name="file">Can be read from its beginning as often as wanted; it is left open.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    /// <returns>What became of it, and its SHA-256, lower-case hex.</returns>
    /// <exception cref="IOException">The file cannot be read, or was changed meanwhile.</exception>
    public static (ExtractRead Read, string Hash) Read(Stream file, MappingProfile profile, DateOnly asOf) =>
        Read(file, profile, asOf, RowsReadAgain, BytesKept, isPlainEnough: true);

    /// <summary>The same, by the other way if wanted: what comes of it must not differ.</summary>
    /// <param name="file">Can be read from its beginning as often as wanted; it is left open.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    /// <param name="readAgain">How many rows that are looked at closely are held at once.</param>
    /// <param name="bytesKept">How many bytes of rows are kept that will be looked at closely.</param>
    /// <param name="isPlainEnough">False when every row is looked at closely.</param>
    internal static (ExtractRead Read, string Hash) Read(
        Stream file,
        MappingProfile profile,
        DateOnly asOf,
        int readAgain,
        int bytesKept,
        bool isPlainEnough
    )
    {
        var scan = new TableScan(file, profile.Form);
        return (Read(scan, profile, asOf, readAgain, bytesKept, isPlainEnough), scan.Hash);
    }

    private static ExtractRead Read(TableScan scan, MappingProfile profile, DateOnly asOf, int readAgain, int bytesKept, bool isPlainEnough)
    {
        var (rejected, restored, kept) = (new List<RejectedRow>(), new List<Notice>(), new KeptRows(bytesKept));
        var first = new FirstLook(profile, asOf, isPlainEnough, kept, rejected, restored);
        var table = scan.Run(first.Open);
        if (table.Reasons.Count > 0)
            return new ExtractRead.Refused(table.Reasons, []);
        // Law 4: a row that belongs to nobody known may be anybody's, so its absence would look like a transfer or a leaver.
        if (rejected.Count > 0)
            return new ExtractRead.Refused(
                [
                    $"{rejected.Count} rows have no readable {profile.Form.Columns[ExtractColumn.EmployeeId]}, so it is not certain "
                        + $"whose they are. Correct them and deliver the file again.",
                ],
                rejected
            );
        first.Close();
        first.Marks.Sort();
        var odd = new OddRows(scan, kept, profile.Form, readAgain);
        return new WorkersOfFile(profile, asOf, first, odd, [.. table.Notices, .. restored]).Read(scan.Hash, table.Rows);
    }

    internal static string TooMany(int unused, int all, double limit) =>
        $"{unused} of {all} rows ({100.0 * unused / all:0.0} %) cannot be used; the limit is {100 * limit:0.0} %. Correct them, or the "
        + $"profile, and deliver the file again.";
}

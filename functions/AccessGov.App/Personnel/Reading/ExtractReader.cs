using System.Security.Cryptography;
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

    /// <summary>Reads the bytes of an extract. Never throws on bad input.</summary>
    /// <param name="bytes">The file as delivered.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    public static ExtractRead Read(ReadOnlyMemory<byte> bytes, MappingProfile profile, DateOnly asOf) =>
        Read(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), profile, asOf);

    /// <summary>The same for a file whose hash is known.</summary>
    /// <param name="bytes">The file as delivered.</param>
    /// <param name="hash">Its SHA-256, lower-case hex.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    public static ExtractRead Read(ReadOnlyMemory<byte> bytes, string hash, MappingProfile profile, DateOnly asOf) =>
        Read(bytes, hash, profile, asOf, RowsReadAgain, isPlainEnough: true);

    /// <summary>The same, by the other way if wanted: what comes of it must not differ.</summary>
    /// <param name="bytes">The file as delivered.</param>
    /// <param name="hash">Its SHA-256, lower-case hex.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    /// <param name="readAgain">How many rows that are looked at closely are held at once.</param>
    /// <param name="isPlainEnough">False when every row is looked at closely.</param>
    internal static ExtractRead Read(
        ReadOnlyMemory<byte> bytes,
        string hash,
        MappingProfile profile,
        DateOnly asOf,
        int readAgain,
        bool isPlainEnough
    )
    {
        var scan = new TableScan(bytes, profile.Form);
        var (rejected, restored) = (new List<RejectedRow>(), new List<Notice>());
        var first = new FirstLook(profile, asOf, isPlainEnough, rejected, restored);
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
        return new WorkersOfFile(profile, asOf, first, new OddRows(scan, profile.Form, readAgain), [.. table.Notices, .. restored]).Read(
            hash,
            table.Rows
        );
    }

    internal static string TooMany(int unused, int all, double limit) =>
        $"{unused} of {all} rows ({100.0 * unused / all:0.0} %) cannot be used; the limit is {100 * limit:0.0} %. Correct them, or the "
        + $"profile, and deliver the file again.";
}

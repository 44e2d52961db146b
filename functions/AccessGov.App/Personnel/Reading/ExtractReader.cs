using System.Globalization;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Rows;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.Core.Kernel;

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
        var table = DeliveredTable.Of(file, profile.Form);
        var scan = new TableScan(table);
        return (Read(scan, profile with { Form = table.Form }, asOf, readAgain, bytesKept, isPlainEnough), scan.Hash);
    }

    private static ExtractRead Read(TableScan scan, MappingProfile profile, DateOnly asOf, int readAgain, int bytesKept, bool isPlainEnough)
    {
        var (rejected, restored, kept) = (new List<RejectedRow>(), new List<Notice>(), new KeptRows(bytesKept));
        var first = new FirstLook(profile, asOf, isPlainEnough, kept, rejected, restored);
        var table = scan.Run(first.Open);
        if (table.Reasons.Count > 0)
            return new ExtractRead.Refused(table.Reasons, []) { Notices = table.Notices };
        first.Close();
        first.Marks.Sort();
        var odd = new OddRows(scan, kept, profile.Form, readAgain);
        var nobodysRows = rejected.DistinctBy(r => r.Row).Count();
        var read = new WorkersOfFile(profile, asOf, first, odd, [.. table.Notices, .. restored]).Read(scan.Hash, table.Rows, nobodysRows);
        if (rejected.Count == 0)
            return read;
        // Law 4: a row that belongs to nobody known may be anybody's, so its absence would look like a transfer or a leaver. What else is
        // wrong is told with it, so that the file is corrected once.
        var nobodys = Wording.Of("Row.nobodys", nobodysRows, profile.Form.Columns[ExtractColumn.EmployeeId]);
        var (others, rows, notices) = read switch
        {
            ExtractRead.Refused(var reasons, var more) also => (reasons, more, also.Notices),
            ExtractRead.Read(_, var more, _, var told) => ([], more, told),
            _ => throw new InvalidOperationException(read.GetType().Name),
        };
        return new ExtractRead.Refused([nobodys, .. others], [.. rejected.Concat(rows).OrderBy(r => r.Row)]) { Notices = notices };
    }

    internal static Wording TooMany(int unused, int all, double limit) =>
        limit > 0
            ? Wording.Of("Row.too-many", unused, all, Math.Floor(limit * all), Percent(limit))
            : Wording.Of("Row.none-unusable", unused, all);

    private static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture);
}

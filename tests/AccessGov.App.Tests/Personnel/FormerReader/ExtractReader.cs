using System.Security.Cryptography;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Tests.Personnel.FormerReader;

/// <summary>Reads one delivery of one source: whole, with every rejected row named, or not at all.</summary>
internal static class ExtractReader
{
    /// <summary>Reads the bytes of an extract. Never throws on bad input.</summary>
    /// <param name="bytes">The file as delivered.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    public static ExtractRead Read(ReadOnlySpan<byte> bytes, MappingProfile profile, DateOnly asOf) =>
        Read(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), profile, asOf);

    /// <summary>The same for a file whose hash is known.</summary>
    /// <param name="bytes">The file as delivered.</param>
    /// <param name="hash">Its SHA-256, lower-case hex.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="asOf">The day of which the delivery speaks.</param>
    public static ExtractRead Read(ReadOnlySpan<byte> bytes, string hash, MappingProfile profile, DateOnly asOf) =>
        TableReader.Read(bytes, profile.Form) switch
        {
            TableRead.Whole whole => Interpret(whole, profile, asOf, hash),
            TableRead.Refused(var reasons) => new ExtractRead.Refused(reasons, []),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    private static ExtractRead Interpret(TableRead.Whole table, MappingProfile profile, DateOnly asOf, string hash)
    {
        var notices = table.Notices.ToList();
        var rejected = new List<RejectedRow>();
        var reader = new RowReader(profile, asOf, rejected, notices);
        var byWorker = new SortedDictionary<EmployeeId, List<TableRow>>();
        foreach (var row in table.Rows)
        {
            if (reader.WorkerOf(row) is not { } id)
                continue;
            if (!byWorker.TryGetValue(id, out var rows))
                byWorker[id] = rows = [];
            rows.Add(row);
        }
        // Law 4: a row that belongs to nobody known may be anybody's, so its absence would look like a transfer or a leaver.
        if (rejected.Count > 0)
            return new ExtractRead.Refused(
                [
                    $"{rejected.Count} rows have no readable {profile.Form.Columns[ExtractColumn.EmployeeId]}, so it is not certain "
                        + $"whose they are. Correct them and deliver the file again.",
                ],
                rejected
            );

        var workers = new List<Worker>();
        var guests = new List<GuestPosting>();
        var heldBack = new List<HeldBackWorker>();
        foreach (var (id, rows) in byWorker)
        {
            if (Assemble(rows, id, reader, profile, asOf, rejected, notices) is not { } facts)
                heldBack.Add(
                    new(
                        id,
                        [.. rows.Select(r => r.Row)],
                        "A row of this worker was rejected or contradicts another, so no row of the worker was used.",
                        rows.Exists(reader.AsksForStop)
                    )
                );
            else
            {
                if (facts.Worker(notices) is { } worker)
                    workers.Add(worker);
                guests.AddRange(facts.GuestPostings());
            }
        }
        // Law 4 again: the employing source knows the worker, so a guest posting that is not told would be taken.
        var guestRows = heldBack.SelectMany(h => byWorker[h.Worker]).Where(reader.MayBeGuest).Select(r => r.Row).Order().ToArray();
        if (guestRows.Length > 0)
            return new ExtractRead.Refused(
                [
                    $"Rows {string.Join(", ", guestRows)} cannot be used and may be 併任 of workers whom another source employs; leaving "
                        + $"them out would end those posts. Correct them and deliver the file again.",
                ],
                rejected
            );
        var unused = heldBack.Sum(h => h.Rows.Count);
        if (unused > profile.Form.MaxRejectedShare * table.Rows.Count)
            return new ExtractRead.Refused([TooMany(unused, table.Rows.Count, profile.Form.MaxRejectedShare)], rejected);
        var extract = new SourceExtract(profile.Source, asOf, hash, workers, Sorted(guests), table.Rows.Count, unused);
        return new ExtractRead.Read(extract, rejected, heldBack, notices);
    }

    private static WorkerRows? Assemble(
        List<TableRow> rows,
        EmployeeId id,
        RowReader reader,
        MappingProfile profile,
        DateOnly asOf,
        List<RejectedRow> rejected,
        List<Notice> notices
    )
    {
        var facts = rows.Select(row => reader.Read(row, id)).ToArray();
        if (Array.Exists(facts, f => f is null))
            return null;
        var together = new WorkerRows(profile.Source, facts!);
        var before = rejected.Count;
        foreach (var (row, column, remedy) in together.Contradictions(asOf))
            rejected.Add(new(profile.Form.Source, row, profile.Form.Columns[column], rows.Find(r => r.Row == row)![column], remedy));
        if (rejected.Count > before)
            return null;
        foreach (var copy in facts.GroupBy(f => f! with { Row = 0 }).SelectMany(same => same.Skip(1)))
            notices.Add(
                new(NoticeKind.DuplicateRow, profile.Form.Source, copy!.Row, null, "The row repeats an earlier one; it was counted once.")
            );
        return together;
    }

    internal static string TooMany(int unused, int all, double limit) =>
        $"{unused} of {all} rows ({100.0 * unused / all:0.0} %) cannot be used; the limit is {100 * limit:0.0} %. Correct them, or the "
        + $"profile, and deliver the file again.";

    private static List<GuestPosting> Sorted(List<GuestPosting> guests) =>
        [
            .. guests
                .OrderBy(g => g.Worker)
                .ThenBy(g => g.Posting.Kind)
                .ThenBy(g => g.Posting.Days.From)
                .ThenBy(g => g.Posting.Days.Until ?? DateOnly.MaxValue)
                .ThenBy(g => g.Posting.Org)
                .ThenBy(g => g.Posting.Post, StringComparer.Ordinal),
        ];
}

using AccessGov.App.Personnel.Reading.Rows;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>
/// The worker of whom all rows are plain and say the same of the person, with different posts; what differs from that is left to
/// <see cref="WorkerRows"/>.
/// </summary>
internal static class PlainWorker
{
    /// <summary>Of more rows it is not made: each is compared with each.</summary>
    public const int MostRows = 8;

    /// <summary>The worker; null when the rows need a second look.</summary>
    /// <param name="number">Whose they are.</param>
    /// <param name="rows">All rows, 1 to <see cref="MostRows"/>.</param>
    /// <param name="source">Who delivers.</param>
    public static Worker? Of(Number number, ReadOnlySpan<PlainRow> rows, SourceId source)
    {
        ref readonly var first = ref rows[0];
        if (rows.Length == 1)
            return new Worker(
                number.ToId(),
                source,
                first.Name,
                first.Term.Alone,
                first.Posting,
                first.Leave is { } leave ? [leave] : [],
                first.FormerId is { } before ? new EmployeeId(before) : null,
                first.FormerName
            );
        return AreOfOnePerson(rows)
            ? new Worker(
                number.ToId(),
                source,
                first.Name,
                first.Term.Alone,
                Postings(rows),
                Leaves(rows),
                first.FormerId is { } former ? new EmployeeId(former) : null,
                first.FormerName
            ).Canonical()
            : null;
    }

    private static bool AreOfOnePerson(ReadOnlySpan<PlainRow> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Posting is not [var posting] || (i > 0 && !rows[i].IsSamePerson))
                return false;
            for (var j = 0; j < i; j++)
                if (!MayStandTogether(rows[j].Posting[0], posting))
                    return false;
        }
        return true;
    }

    private static bool MayStandTogether(Posting a, Posting b) =>
        a != b
        && (
            a.Kind != PostingKind.Primary
            || b.Kind != PostingKind.Primary
            || a.Days.EndedBefore(b.Days.From)
            || b.Days.EndedBefore(a.Days.From)
        );

    private static Posting[] Postings(ReadOnlySpan<PlainRow> rows)
    {
        var postings = new Posting[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            postings[i] = rows[i].Posting[0];
        return postings;
    }

    private static IReadOnlyList<Leave> Leaves(ReadOnlySpan<PlainRow> rows)
    {
        IReadOnlyList<Leave> leaves = [];
        foreach (var row in rows)
            if (row.Leave is { } leave && !leaves.Contains(leave))
                leaves = [.. leaves, leave];
        return leaves;
    }
}

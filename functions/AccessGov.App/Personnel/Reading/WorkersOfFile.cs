using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Plain;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Rows;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>Makes the workers of one extract of its rows, in the order of their numbers.</summary>
internal sealed class WorkersOfFile(MappingProfile profile, DateOnly asOf, FirstLook first, OddRows odd, List<Notice> notices)
{
    private readonly List<RejectedRow> rejected = [];
    private readonly RowMarks rows = first.Marks;
    private readonly List<Worker> workers = new(first.Made.Count);
    private readonly List<GuestPosting> guests = [];
    private readonly List<HeldBackWorker> heldBack = [];
    private readonly List<int> guestRows = [];

    // Up to here in order the odd rows have been read again.
    private int readUntil;

    /// <summary>The extract, or why it is refused.</summary>
    /// <param name="hash">SHA-256 of the file, lower-case hex.</param>
    /// <param name="all">How many data rows it has.</param>
    /// <param name="nobodys">How many of them cannot be used because nobody knows whose they are.</param>
    public ExtractRead Read(string hash, int all, int nobodys)
    {
        for (var start = 0; start < rows.Count;)
        {
            var end = rows.EndOf(start);
            if (IsMade(start, end))
                workers.Add(first.Made[rows[start].Made]);
            else
                LookClosely(start, end);
            start = end;
        }
        // Law 4 again: the employing source knows the worker, so a guest posting that is not told would be taken.
        if (guestRows.Count > 0)
            return new ExtractRead.Refused([Wording.Of("Row.may-be-guests", guestRows.Order())], rejected) { Notices = notices };
        var unused = heldBack.Sum(h => h.Rows.Count) + nobodys;
        if (unused > profile.Form.MaxRejectedShare * all)
            return new ExtractRead.Refused([ExtractReader.TooMany(unused, all, profile.Form.MaxRejectedShare)], AllUnused())
            {
                Notices = notices,
            };
        var extract = new SourceExtract(profile.Source, asOf, hash, workers, GuestPosting.InOrder(guests), all, unused)
        {
            HeldBack = [.. heldBack.Select(h => h.Worker)],
        };
        return new ExtractRead.Read(extract, rejected, heldBack, notices);
    }

    /// <summary>What is rejected, and the rows that are counted only because another of the same number is.</summary>
    private List<RejectedRow> AllUnused()
    {
        var faulty = rejected.Select(r => r.Row).ToHashSet();
        var beside = heldBack.SelectMany(held =>
            held.Rows.Where(row => !faulty.Contains(row))
                .Select(row => new RejectedRow(
                    profile.Form.Source,
                    row,
                    "",
                    "",
                    Wording.Of("Row.beside-faulty", held.Rows.Where(faulty.Contains).ToArray())
                )
                {
                    Worker = held.Worker,
                })
        );
        return [.. rejected.Concat(beside).OrderBy(r => r.Row)];
    }

    private bool IsMade(int start, int end) => rows[start].MadeOf == end - start;

    private void LookClosely(int start, int end)
    {
        if (end > readUntil)
            ReadAgain(start);
        var texts = new List<TableRow>();
        for (var i = start; i < end; i++)
            texts.Add(odd[rows[i].Row]);
        var id = rows[start].Worker.ToId();
        var reader = new RowReader(profile, asOf, rejected, notices);
        var before = rejected.Count;
        var facts = Assemble(texts, id, reader);
        for (var i = before; i < rejected.Count; i++)
            rejected[i] = rejected[i] with { Worker = id };
        if (facts is null)
        {
            heldBack.Add(new(id, [.. texts.Select(r => r.Row)], Wording.Of("Row.held-back"), texts.Exists(reader.AsksForStop)));
            guestRows.AddRange(texts.Where(reader.MayBeGuest).Select(r => r.Row));
            return;
        }
        if (facts.Worker(notices) is { } worker)
            workers.Add(worker);
        guests.AddRange(facts.GuestPostings());
    }

    /// <summary>Reads the rows of this worker and of the next ones who are to be looked at closely.</summary>
    private void ReadAgain(int start)
    {
        var wanted = new List<int>();
        while (start < rows.Count && wanted.Count < odd.Most)
        {
            var end = rows.EndOf(start);
            if (!IsMade(start, end))
                for (var i = start; i < end; i++)
                    wanted.Add(rows[i].Row);
            start = readUntil = end;
        }
        odd.Read(wanted);
    }

    private WorkerRows? Assemble(List<TableRow> texts, EmployeeId id, RowReader reader)
    {
        var facts = texts.Select(row => reader.Read(row, id)).ToArray();
        if (Array.Exists(facts, f => f is null))
            return null;
        var together = new WorkerRows(profile, facts!);
        var before = rejected.Count;
        foreach (var (row, column, remedy) in together.Contradictions(asOf))
            rejected.Add(new(profile.Form.Source, row, profile.Form.Columns[column], odd[row][column], remedy));
        if (rejected.Count > before)
            return null;
        if (facts.Length == 1)
            return together;
        foreach (var copy in facts.GroupBy(f => f! with { Row = 0 }).SelectMany(same => same.Skip(1)))
            notices.Add(new(NoticeKind.DuplicateRow, profile.Form.Source, copy!.Row, null, Wording.Of("Notice.duplicate-row")));
        return together;
    }
}

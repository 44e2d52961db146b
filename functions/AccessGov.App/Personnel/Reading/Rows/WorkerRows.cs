using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading.Rows;

/// <summary>All rows of one 職員番号, made into one worker or found contradictory.</summary>
internal sealed class WorkerRows(MappingProfile profile, IReadOnlyList<RowFacts> rows)
{
    /// <summary>Every way in which the rows contradict each other, or themselves on the day of the delivery.</summary>
    public IEnumerable<Contradiction> Contradictions(DateOnly asOf)
    {
        var employed = rows.Where(r => !r.IsGuest).ToArray();
        if (rows.Count > 1)
            foreach (var contradiction in Between(employed))
                yield return contradiction;
        if (
            Array.Find(employed, r => r.Standing == Standing.Serving) is { } serving
            && Array.TrueForAll(employed, r => r.Term!.Days.EndedBefore(asOf))
        )
            yield return new(
                serving.Row,
                ExtractColumn.EndsOn,
                Wording.Of("Row.serving-after-end", asOf, Header(ExtractColumn.EndsOn), Header(ExtractColumn.Status))
            );
    }

    private IEnumerable<Contradiction> Between(RowFacts[] employed)
    {
        if (rows.Any(r => r.IsGuest) && rows.FirstOrDefault(r => !r.IsGuest) is { } own)
            yield return new(own.Row, ExtractColumn.HiredOn, Wording.Of("Row.employed-and-not", Header(ExtractColumn.HiredOn)));
        foreach (var other in employed.Skip(1).Where(r => !SamePerson(employed[0], r)))
            yield return new(other.Row, ExtractColumn.EmployeeId, Wording.Of("Row.two-persons", employed[0].Row));
        foreach (var (a, b) in Overlapping(employed, r => (r.Term!.Kind, r.Term.Days), r => r.Term!.Days))
            yield return new(
                b.Row,
                ExtractColumn.HiredOn,
                Wording.Of(
                    "Row.terms-overlap",
                    a.Row,
                    Header(ExtractColumn.EmploymentKind),
                    Header(ExtractColumn.HiredOn),
                    Header(ExtractColumn.EndsOn)
                )
            );
        foreach (
            var (a, b) in Overlapping(
                [.. rows.Where(r => r.Posting is { Kind: PostingKind.Primary })],
                r => r.Posting!,
                r => r.Posting!.Days
            )
        )
            yield return new(b.Row, ExtractColumn.PostingKind, Wording.Of("Row.second-primary", a.Row));
        foreach (var other in employed.Where(r => r.FormerId is not null).DistinctBy(r => r.FormerId).Skip(1))
            yield return new(other.Row, ExtractColumn.FormerId, Wording.Of("Row.two-former-numbers"));
    }

    /// <summary>The worker, from rows without contradiction; null when the worker is a guest.</summary>
    public Worker? Worker(List<Notice> notices)
    {
        var employed = rows.Where(r => !r.IsGuest).ToArray();
        if (employed.Length == 0)
            return null;
        // The newest term has the newest name; the rest of the order only makes the choice independent of row order.
        var byTerm = employed.OrderByDescending(r => r.Term!.Days.From).ThenBy(r => r.DisplayName, StringComparer.Ordinal);
        var newest = byTerm.First();
        if (employed.Any(r => Folding.Key(r.DisplayName) != Folding.Key(newest.DisplayName)))
            notices.Add(new(NoticeKind.NameVaries, profile.Source.Value, newest.Row, null, Wording.Of("Notice.name-varies")));
        return new Worker(
            newest.Worker,
            profile.Source,
            newest.DisplayName,
            Terms(employed, notices),
            [.. employed.Select(r => r.Posting).OfType<Posting>().Distinct()],
            [.. employed.Select(r => r.Leave).OfType<Leave>().Distinct()],
            employed.Select(r => r.FormerId).FirstOrDefault(f => f is not null),
            byTerm.ThenBy(r => r.FormerName, StringComparer.Ordinal).Select(r => r.FormerName).FirstOrDefault(f => f is not null)
        ).Canonical();
    }

    /// <summary>Postings of a worker whom another source employs.</summary>
    public IEnumerable<GuestPosting> GuestPostings() =>
        rows.Where(r => r.IsGuest).Select(r => new GuestPosting(r.Worker, r.Posting!)).Distinct();

    private List<Employment> Terms(RowFacts[] employed, List<Notice> notices)
    {
        var terms = new List<Employment>();
        foreach (var term in employed.GroupBy(r => (r.Term!.Kind, r.Term.Days)))
        {
            var stop = term.FirstOrDefault(r => r.Term!.EndsAtOnce);
            if (stop is not null && term.Any(r => !r.Term!.EndsAtOnce))
                notices.Add(new(NoticeKind.StopTaken, profile.Source.Value, stop.Row, null, Wording.Of("Notice.stop-taken")));
            terms.Add(new Employment(term.Key.Kind, term.Key.Days, stop is not null));
        }
        return terms;
    }

    private string Header(string column) => profile.Form.Columns.GetValueOrDefault(column, column);

    // Equal kana prove the person even where 髙 and 高 differ; without kana the written name must be equal.
    private static bool SamePerson(RowFacts a, RowFacts b) =>
        a.Kana.Length > 0 && b.Kana.Length > 0 ? Folding.Key(a.Kana) == Folding.Key(b.Kana) : Folding.Key(a.Name) == Folding.Key(b.Name);

    private static IEnumerable<(RowFacts A, RowFacts B)> Overlapping<T>(
        RowFacts[] among,
        Func<RowFacts, T> same,
        Func<RowFacts, DateSpan> days
    )
    {
        // Sorted by first day, a span overlaps with an earlier one exactly when it starts before the latest end so far.
        RowFacts? latest = null;
        foreach (var next in among.DistinctBy(same).OrderBy(r => days(r).From).ThenBy(r => r.Row))
        {
            if (latest is not null && !days(latest).EndedBefore(days(next).From))
                yield return (latest, next);
            if (latest is null || (days(latest).Until ?? DateOnly.MaxValue) < (days(next).Until ?? DateOnly.MaxValue))
                latest = next;
        }
    }
}

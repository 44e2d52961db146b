using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>
/// What several sources say of one number. Claims that follow each other are one person's way from one 任命権者 to another and contest
/// nothing; neither does a claim that has ended contest another, or a stop (即時停止) by the only source that still has a word to say.
/// Everything else leaves the person undecided.
/// </summary>
internal static class Claims
{
    /// <summary>The one person whom the claims tell of, or null when they contradict each other.</summary>
    /// <param name="present">Claims of present sources, at least one.</param>
    /// <param name="silent">Claims of sources that are missing, or that no longer list the person.</param>
    /// <param name="day">The latest day that a present source speaks of.</param>
    public static Worker? Settled(IReadOnlyCollection<Worker> present, IEnumerable<Worker> silent, DateOnly day)
    {
        // What a source said before it fell silent counts only where it has ended: everything else it may have changed since.
        var before = silent.ToArray();
        if (!Array.TrueForAll(before, w => EndedBefore(w, day)))
            return null;
        if (present.Any(w => w.Employments.Count == 0))
            return null;
        var all = present.Concat(before).OrderBy(w => LastDayOf(w) ?? DateOnly.MaxValue).ThenBy(w => w.Home).ToArray();
        var stopped = present.FirstOrDefault(w => IsStopped(w) && !EndedBefore(w, day));
        if (stopped is not null && Array.TrueForAll(all, w => w == stopped || HasEnded(w, day)))
            return One(stopped, all, present, day);
        var live = all.Where(w => !EndedBefore(w, day)).OrderBy(FirstDayOf).ToArray();
        if (live.Length == 0)
            return present.Contains(all[^1]) ? all[^1] : null;
        // By number alone it is not certain that all are one person: a name may refute it, and never proves it.
        if (Array.Exists(all, w => NameOf(w) != NameOf(live[^1])))
            return null;
        for (var i = 0; i + 1 < live.Length; i++)
            if (!EndedBefore(live[i], FirstDayOf(live[i + 1])))
                return null;
        return One(live[^1], all, present, day);
    }

    /// <summary>
    /// The last claim, with the terms that lead up to it: without a gap, and up to its first day. What is told of a post ends with the term
    /// for which it was told. Anything else that has ended says nothing more.
    /// </summary>
    private static Worker One(Worker last, Worker[] all, IReadOnlyCollection<Worker> present, DateOnly day)
    {
        var (terms, postings, leaves) = (last.Employments.ToList(), last.Postings.ToList(), last.Leaves.ToList());
        var first = FirstDayOf(last);
        foreach (var worker in all.Where(w => w != last))
        {
            if (FirstDayOf(worker) >= first || EndedBefore(worker, day) && EndedBefore(worker, first.AddDays(-1)))
                continue;
            var end = LastDayOf(worker) is { } own && own < first ? own : first.AddDays(-1);
            terms.AddRange(worker.Employments.Where(e => e.Days.From <= end).Select(e => e with { Days = Until(e.Days, end) }));
            leaves.AddRange(worker.Leaves.Where(l => l.Days.From <= end).Select(l => l with { Days = Until(l.Days, end) }));
            if (present.Contains(worker))
                postings.AddRange(worker.Postings.Where(p => p.Days.From <= end).Select(p => p with { Days = Until(p.Days, end) }));
        }
        return (last with { Employments = terms, Postings = postings, Leaves = leaves }).Canonical();
    }

    private static DateSpan Until(DateSpan days, DateOnly end) => days.Until < end ? days : days with { Until = end };

    private static bool HasEnded(Worker worker, DateOnly day) => IsStopped(worker) || EndedBefore(worker, day);

    /// <summary>By days alone: a stop whose last day is not told may still be a word against another source's claim.</summary>
    private static bool EndedBefore(Worker worker, DateOnly day) => LastDayOf(worker) < day;

    private static bool IsStopped(Worker worker) => worker.Employments.All(e => e.EndsAtOnce);

    private static DateOnly FirstDayOf(Worker worker) => worker.Employments.Min(e => e.Days.From);

    /// <summary>Null when an end is not known.</summary>
    private static DateOnly? LastDayOf(Worker worker) =>
        worker.Employments.Count == 0 || worker.Employments.Any(e => e.Days.Until is null)
            ? null
            : worker.Employments.Max(e => e.Days.Until);

    private static string NameOf(Worker worker) => string.Concat(worker.DisplayName.Where(c => !char.IsWhiteSpace(c)));
}

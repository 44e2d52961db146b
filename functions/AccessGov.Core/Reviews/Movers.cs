using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>Whoever has moved (異動) lately, and what of their rights the new duty does not give.</summary>
public static class Movers
{
    /// <summary>So many days a move is looked for: after an outage too.</summary>
    public const int Days = 7;

    /// <summary>Who serves mainly at another unit than before, since which day. Whoever was hired then has kept nothing.</summary>
    /// <param name="desired">People, policy and day.</param>
    public static IReadOnlyDictionary<EmployeeId, DateOnly> In(DesiredState desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var moved = new SortedDictionary<EmployeeId, DateOnly>();
        foreach (var worker in desired.Facts.Roster.Workers)
            if (
                Standing.Of(worker, desired.On, desired.Policy.Timing) is Standing.OnDuty { Term: var term }
                && worker.Postings.FirstOrDefault(p => p.Kind == PostingKind.Primary && p.Days.Covers(desired.On)) is { } posting
                && posting.Days.From > term.Days.From
                && desired.On.DayNumber - posting.Days.From.DayNumber < Days
                && worker.Postings.Any(p => p.Kind == PostingKind.Primary && p.Org != posting.Org && p.Days.EndedBefore(posting.Days.From))
            )
                moved.Add(worker.Id, posting.Days.From);
        return moved;
    }

    /// <summary>What movers have kept: held, and not given by anything that began with the move.</summary>
    /// <param name="items">What is held.</param>
    /// <param name="moved">Since when who has moved.</param>
    public static IReadOnlyList<ReviewItem> Kept(IEnumerable<ReviewItem> items, IReadOnlyDictionary<EmployeeId, DateOnly> moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        return [.. items.Where(i => moved.TryGetValue(i.Id.Worker, out var since) && !(i.Ground.Since >= since))];
    }
}

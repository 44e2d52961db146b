using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>
/// Everybody whose rights of a zone change between two days by what personnel recorded or announced. A *due* right is one that is given,
/// or withheld by a gate or a separation: keys and trainings come and go without moving anybody. Law: who is not named here is due the same
/// on every day from the day before the first to the last, by the record.
/// </summary>
public static class ComingMoves
{
    /// <summary>Longest window, in days: an April with its 内示, and what a year brings.</summary>
    public const int MostDays = 400;

    /// <summary>The moves, by day and number.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="policy">The city's policy.</param>
    /// <param name="announcement">Orders that were announced.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static IReadOnlyList<ComingMove> Between(
        Facts facts,
        GovernancePolicy policy,
        Announcement announcement,
        Zone zone,
        DateOnly from,
        DateOnly to
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(announcement);
        if (to < from || to.DayNumber - from.DayNumber > MostDays)
            throw new ArgumentOutOfRangeException(nameof(to), $"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd}: no window.");
        var states = new Dictionary<DateOnly, DesiredState>();
        var moves = new List<ComingMove>();
        var grants = facts.Grants.ToLookup(g => g.Worker);
        foreach (var worker in facts.Roster.Workers)
            foreach (var day in DaysOf(worker, grants[worker.Id], policy, from, to))
            {
                var (before, after) = (On(day.AddDays(-1)).Of(worker), On(day).Of(worker));
                var (was, willBe) = (Due(before), Due(after));
                if (!was.SetEquals(willBe))
                    moves.Add(new ComingMove(worker.Id, day, Listed(willBe.Except(was)), Listed(was.Except(willBe)), before, after, null));
            }
        var told = moves.Select(m => (m.Worker, m.On)).ToHashSet();
        moves.AddRange(announcement.Moves.Distinct().Where(m => m.On >= from && m.On <= to).Select(OnlyAnnounced).OfType<ComingMove>());
        return [.. moves.OrderBy(m => m.On).ThenBy(m => m.Worker)];

        DesiredState On(DateOnly day) => states.TryGetValue(day, out var known) ? known : states[day] = Entitlements.Of(facts, policy, day);

        HashSet<int> Due(WorkerDesire desire) =>
            [
                .. desire
                    .Memberships.Concat(desire.Withheld.Where(w => w.Reason is not WithheldReason.OnLeave).Select(w => w.Membership))
                    .Select(m => m.Entitlement)
                    .Where(i => policy.Entitlements[i].Zone == zone),
            ];

        EntitlementId[] Listed(IEnumerable<int> rights) => [.. rights.Order().Select(i => policy.Entitlements[i].Id)];

        // The record does not show it: who comes is named whatever the new unit gives, since nobody can tell before the record does.
        ComingMove? OnlyAnnounced(AnnouncedMove move)
        {
            var day = move.Kind == MoveKind.Leaves ? move.On.AddDays(1) : move.On;
            var worker = facts.Roster.Find(move.Worker);
            if (told.Contains((move.Worker, day)) || worker is not null && Shows(worker, move))
                return null;
            if (worker is null)
                return new ComingMove(move.Worker, day, [], [], null, null, move);
            var before = On(day.AddDays(-1)).Of(worker);
            var was = Due(before);
            var willBe =
                move.Kind is MoveKind.Leaves or MoveKind.StartsLeave ? []
                : move.To is { } unit ? Due(On(day).Of(Serving(worker, unit, day)))
                : was;
            // Whether the old posting ends is not told: what it gives is not called lost.
            var lost = move.Kind is MoveKind.Leaves or MoveKind.StartsLeave ? Listed(was) : [];
            var gained = Listed(willBe.Except(was));
            return gained.Length + lost.Length == 0 ? null : new ComingMove(move.Worker, day, gained, lost, before, null, move);
        }
    }

    /// <summary>Days of the window on which something about the worker begins, or holds no longer.</summary>
    private static SortedSet<DateOnly> DaysOf(Worker worker, IEnumerable<Grant> grants, GovernancePolicy policy, DateOnly from, DateOnly to)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var term in worker.Employments)
            Note(term.Days);
        foreach (var leave in worker.Leaves)
            Note(leave.Days);
        foreach (var posting in worker.Postings)
        {
            Note(posting.Days);
            // An overlap is the old post's right for some days more.
            foreach (var overlap in Enum.GetValues<Zone>().Select(policy.Timing.OverlapOf).Where(d => d > 0))
                if (posting.Days.Until is { } last && last.DayNumber + overlap < DateOnly.MaxValue.DayNumber)
                    Add(last.AddDays(overlap + 1));
        }
        foreach (var grant in grants)
            Note(grant.Days);
        return days;

        void Note(DateSpan span)
        {
            Add(span.From);
            if (span.Until is { } last && last < DateOnly.MaxValue)
                Add(last.AddDays(1));
        }

        void Add(DateOnly day)
        {
            if (day >= from && day <= to)
                days.Add(day);
        }
    }

    private static bool Shows(Worker worker, AnnouncedMove move) =>
        move.Kind switch
        {
            MoveKind.Leaves => worker.Employments.Any(e => e.Days.Until == move.On),
            MoveKind.StartsLeave => worker.Leaves.Any(l => l.Days.From == move.On),
            MoveKind.EndsLeave => worker.Leaves.Any(l => l.Days.Until == move.On.AddDays(-1)),
            _ => worker.Postings.Any(p => p.Days.Covers(move.On) && (move.To is null || p.Org == move.To)),
        };

    private static Worker Serving(Worker worker, OrgCode unit, DateOnly day) =>
        (
            worker with
            {
                Postings =
                [
                    .. worker.Postings,
                    new Posting(
                        worker.Home,
                        PostingKind.Primary,
                        unit,
                        worker.Postings.LastOrDefault(p => p.Days.Covers(day))?.Post ?? "",
                        new DateSpan(day, null)
                    ),
                ],
            }
        ).Canonical();
}

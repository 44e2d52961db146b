using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Reviews;

/// <summary>Whoever has moved (異動), and what of their rights the new duty does not give.</summary>
public static class Movers
{
    /// <summary>Somebody serves mainly at another unit than before.</summary>
    /// <param name="Worker">Who.</param>
    /// <param name="To">At which unit now.</param>
    /// <param name="On">Since when, however late personnel tells.</param>
    public sealed record Move(EmployeeId Worker, OrgCode To, DateOnly On);

    /// <summary>
    /// Where everybody has moved last who serves mainly at another unit than before, by number. Whoever was hired then has kept nothing.
    /// </summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="from">Moves of this day and later ones.</param>
    public static IReadOnlyList<Move> In(DesiredState desired, DateOnly from)
    {
        ArgumentNullException.ThrowIfNull(desired);
        var moved = new List<Move>();
        foreach (var worker in desired.Facts.Roster.Workers)
            if (
                Standing.Of(worker, desired.On, desired.Policy.Timing) is Standing.OnDuty { Term: var term }
                && worker.Postings.FirstOrDefault(p => p.Kind == PostingKind.Primary && p.Days.Covers(desired.On)) is { } posting
                && posting.Days.From > term.Days.From
                && posting.Days.From >= from
                && worker.Postings.Any(p => p.Kind == PostingKind.Primary && p.Org != posting.Org && p.Days.EndedBefore(posting.Days.From))
            )
                moved.Add(new Move(worker.Id, posting.Org, posting.Days.From));
        return moved;
    }

    /// <summary>
    /// True where a move was looked at before. One whose day alone was corrected since is the same; one back to a unit is another.
    /// </summary>
    /// <param name="move">The move as it is known now.</param>
    /// <param name="before">One that was looked at.</param>
    /// <param name="worker">The person as known now.</param>
    public static bool IsSame(Move move, Move before, Worker worker)
    {
        ArgumentNullException.ThrowIfNull(move);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(worker);
        return (move.Worker, move.To) == (before.Worker, before.To)
            && (move.On == before.On || worker.Postings.All(p => p.Org != before.To || p.Days.From != before.On));
    }

    /// <summary>What movers have kept: held, and not given by anything that began with the move.</summary>
    /// <param name="items">What is held.</param>
    /// <param name="moves">Who has moved.</param>
    public static IReadOnlyList<ReviewItem> Kept(IEnumerable<ReviewItem> items, IReadOnlyList<Move> moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        var since = moves.ToDictionary(m => m.Worker, m => m.On);
        return [.. items.Where(i => since.TryGetValue(i.Id.Worker, out var on) && !(i.Ground.Since >= on))];
    }
}

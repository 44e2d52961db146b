using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>
/// The items of a round: every right of its rule that somebody whom personnel knows holds now, where the rule's scope has it, and nothing
/// else. An item belongs to the unit of the posting that gives it; where no posting does, or nobody knows its unit, to where the person
/// mainly serves; where nobody knows that either, to every unit: better asked twice than never.
/// </summary>
public static class ReviewPopulation
{
    /// <summary>Takes them from a complete reading of the directory, by worker and right.</summary>
    /// <param name="desired">What should be: tells why somebody holds something.</param>
    /// <param name="snapshot">What is, read completely.</param>
    /// <param name="rule">Which rights are reviewed, and of whom.</param>
    /// <param name="unremovable">Rights that the directory would not let be taken, each with a code that says why.</param>
    /// <param name="moves">Of whom alone, and only of what they kept; null for everybody.</param>
    /// <exception cref="ArgumentException">Only one worker's vicinity was read.</exception>
    public static IReadOnlyList<ReviewItem> Of(
        DesiredState desired,
        DirectorySnapshot snapshot,
        ReviewRule rule,
        IReadOnlyDictionary<EntitlementId, string> unremovable,
        IReadOnlyList<Movers.Move>? moves = null
    )
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(unremovable);
        if (snapshot.Vicinity is not null)
            throw new ArgumentException("A population is taken from everything that is held.", nameof(snapshot));
        var policy = desired.Policy;
        var beyondReach = new ProtectedSet(policy.ProtectedAccounts);
        var reviewed = rule.Rights.ToHashSet();
        var indexes = policy.Entitlements.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i);
        var items = new SortedDictionary<ReviewItemId, ReviewItem>();
        var outside = new HashSet<ReviewItemId>();
        for (var at = 0; at < snapshot.Accounts.Count; at++)
        {
            var account = snapshot.Accounts[at];
            if (
                snapshot.CountOf(at) == 0
                || account.EmployeeId is not { } id
                || beyondReach.Contains(account)
                || desired.Facts.Roster.Find(id) is not { } worker
            )
                continue;
            WorkerDesire? desire = null;
            for (var n = 0; n < snapshot.CountOf(at); n++)
            {
                var right = snapshot.Entitlements[snapshot.EntitlementOf(at, n)];
                if (!reviewed.Contains(right) || !indexes.TryGetValue(right, out var index))
                    continue;
                desire ??= desired.Of(worker);
                var (ground, kind) = GroundOf(desire, index);
                var item = new ReviewItem(
                    new(id, right),
                    ground.Unit ?? desire.Org,
                    account.ObjectId,
                    ground,
                    unremovable.GetValueOrDefault(right)
                );
                // Two accounts of one number are a finding of their own; what is decided is decided about the person.
                items.TryAdd(item.Id, item);
                if (!rule.Scope.HasGround(kind) || !rule.Scope.HasUnit(policy.OrgChart, Known(ground.Unit) ?? desire.Org))
                    outside.Add(item.Id);
            }
        }
        var asked = outside.Count == 0 ? items.Values : items.Values.Where(i => !outside.Contains(i.Id));
        if (moves is not null)
            asked = Movers.Kept(asked, moves);
        return rule.IsOfSome() ? OfSome(items.Values, asked) : [.. asked];

        OrgCode? Known(OrgCode? unit) => unit is { } code && policy.OrgChart.Find(code) is not null ? unit : null;
    }

    /// <summary>
    /// Each with how many of its unit hold the right, also those who are not asked about: from those who are nobody could tell.
    /// </summary>
    private static IReadOnlyList<ReviewItem> OfSome(IReadOnlyCollection<ReviewItem> held, IEnumerable<ReviewItem> asked)
    {
        var holders = held.Where(i => i.Unit is not null).CountBy(i => (i.Unit, i.Id.Right)).ToDictionary(c => c.Key, c => c.Value);
        return [.. asked.Select(i => i.Unit is null ? i : i with { Holders = holders[(i.Unit, i.Id.Right)] })];
    }

    /// <summary>What gives it, also where something withholds it: it is held all the same.</summary>
    private static (ReviewGround Ground, ReviewGroundKind Kind) GroundOf(WorkerDesire desire, int right)
    {
        foreach (var membership in desire.Memberships.Concat(desire.Withheld.Select(w => w.Membership)))
            if (membership.Entitlement == right)
                return (
                    new ReviewGround(
                        CauseCodes.Of(membership.ToCause()),
                        membership.Rule?.Id,
                        membership.Posting?.Org,
                        membership.Posting?.Days.From ?? membership.Grant?.Days.From,
                        membership.Until,
                        membership.Grant?.Reference
                    ),
                    membership.Grant switch
                    {
                        null => ReviewGroundKind.Rule,
                        { Kind: GrantKind.Request } => ReviewGroundKind.Request,
                        _ => ReviewGroundKind.Exception,
                    }
                );
        var nothing = CauseCodes.Of(new Cause.Unexplained());
        return (new ReviewGround(nothing, null, null, null, null, null), ReviewGroundKind.Unexplained);
    }
}

using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>What reviews took, by worker and right.</summary>
internal sealed class ReviewRemovals
{
    private readonly Dictionary<(EmployeeId, int), ReviewRemoval> removals = [];
    private readonly HashSet<EmployeeId> workers = [];
    private readonly DateOnly on;

    public ReviewRemovals(IReadOnlyList<ReviewRemoval> all, GovernancePolicy policy, DateOnly on)
    {
        this.on = on;
        if (all.Count == 0)
            return;
        var indexes = policy.Entitlements.Select((e, i) => (e.Id, i)).ToDictionary(e => e.Id, e => e.i);
        foreach (var removal in all)
            if (indexes.TryGetValue(removal.Entitlement, out var index))
            {
                removals[(removal.Worker, index)] = removal;
                workers.Add(removal.Worker);
            }
    }

    /// <summary>True for whom a review took anything.</summary>
    public bool Has(EmployeeId worker) => workers.Count > 0 && workers.Contains(worker);

    /// <summary>The decision about a right; null for none.</summary>
    public ReviewRemoval? Of(EmployeeId worker, int entitlement) =>
        Has(worker) && removals.TryGetValue((worker, entitlement), out var found) ? found : null;

    /// <summary>
    /// The decision that takes what would be given: by a posting that ran then, or by a later one in a unit where the worker served then;
    /// by a grant that was there then.
    /// </summary>
    public ReviewRemoval? Takes(EmployeeId worker, DesiredMembership membership) =>
        Of(worker, membership.Entitlement) is { } removal
        && removal.From <= on
        && (
            membership.Posting is { } posting
                ? posting.Days.From <= removal.DecidedOn || removal.Units.Contains(posting.Org)
                : membership.Grant!.Days.From <= removal.DecidedOn
        )
            ? removal
            : null;
}

using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reconciliation;

/// <summary>Whether each gate is open on the day, for each worker. A family of facts that is missing opens and closes nothing.</summary>
internal sealed class GateBook
{
    private readonly DateOnly on;
    private readonly HashSet<EmployeeId>? keyHolders;
    private readonly HashSet<EmployeeId>? trained;
    private readonly HashSet<(EmployeeId, EntitlementId)>? overdue;
    private readonly HashSet<EmployeeId>? contracted;

    public GateBook(Facts facts, Timing timing, DateOnly on)
    {
        this.on = on;
        keyHolders = Holding(facts.Keys, k => k.Days.Covers(on), k => k.Worker);
        trained = Holding(facts.Trainings, t => t.CompletedOn <= on && on <= t.CompletedOn.AddDays(timing.TrainingValidDays), t => t.Worker);
        overdue = Holding(facts.OverdueReviews, r => r.Since <= on, r => (r.Worker, r.Entitlement));
        contracted = Holding(facts.Contracts, c => c.Days.Covers(on), c => c.Worker);
    }

    /// <summary>The lowest closed gate, else the lowest that cannot be judged, else null, in whatever order the policy lists them: a closed gate never leaves the right in place (law 6).</summary>
    public WithheldReason? Check(EmployeeId worker, Employment term, Entitlement entitlement)
    {
        Gate? closed = null, unknown = null;
        foreach (var gate in entitlement.Gates)
        {
            var open = gate switch
            {
                Gate.MfaKey => keyHolders?.Contains(worker),
                Gate.Training => trained?.Contains(worker),
                Gate.Review => overdue is null ? null : !overdue.Contains((worker, entitlement.Id)),
                Gate.Contract => term.Kind != EmploymentKind.Contractor ? true : contracted?.Contains(worker),
                _ => throw new InvalidOperationException($"Gate {gate} has no check."),
            };
            if (open is null && !(unknown <= gate)) unknown = gate;
            if (open is false && !(closed <= gate)) closed = gate;
        }
        if (closed is { } shut) return new WithheldReason.GateClosed(shut);
        return unknown is { } dark ? new WithheldReason.GateUnknown(dark) : null;
    }

    private static HashSet<TKey>? Holding<T, TKey>(Known<IReadOnlyList<T>> known, Func<T, bool> holds, Func<T, TKey> key) =>
        known is Known<IReadOnlyList<T>>.Whole { Facts: var facts } ? facts.Where(holds).Select(key).ToHashSet() : null;
}

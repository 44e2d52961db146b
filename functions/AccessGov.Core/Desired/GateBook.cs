using System.Runtime.InteropServices;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>Whether each gate is open on the day, for each worker. A family of facts that is missing opens and closes nothing.</summary>
internal sealed class GateBook
{
    private readonly Dictionary<EmployeeId, Holdings> holders = [];
    private readonly Holdings known;
    private readonly HashSet<(EmployeeId, EntitlementId)>? overdue;
    private readonly HashSet<EmployeeId> overdueWorkers = [];

    public GateBook(Facts facts, Timing timing, DateOnly on)
    {
        known |= Note(
            facts.Trainings,
            Holdings.Training,
            t => t.CompletedOn <= on && on <= t.CompletedOn.AddDays(timing.TrainingValidDays),
            t => t.Worker
        );
        if (facts.Register.Count > 0)
            foreach (var held in KeyHeirs.On(facts.Roster, on).Of(facts.Register))
                holders[held.Worker] =
                    holders.GetValueOrDefault(held.Worker) | Holdings.Register | (held.Since <= on ? Holdings.Key : Holdings.None);
        foreach (var registered in facts.EntraKeys ?? [])
            CollectionsMarshal.GetValueRefOrAddDefault(holders, registered.Worker, out _) |=
                Holdings.InReport | (registered.Has ? Holdings.EntraKey : Holdings.None);
        known |= Note(facts.Keys, Holdings.Listed, k => k.Days.Covers(on), k => k.Worker);
        known |= Note(facts.Contracts, Holdings.Contract, c => c.Days.Covers(on), c => c.Worker);
        if (facts.OverdueReviews is Known<IReadOnlyList<OverdueReview>>.Whole { Facts: var reviews })
        {
            overdue = reviews.Where(r => r.Since <= on).Select(r => (r.Worker, r.Entitlement)).ToHashSet();
            overdueWorkers = overdue.Select(o => o.Item1).ToHashSet();
        }
    }

    /// <summary>What a worker holds on the day: looked up once for all of the worker's rights.</summary>
    [Flags]
    public enum Holdings : byte
    {
        None = 0,

        /// <summary>By the list that came in.</summary>
        Listed = 1,
        Training = 2,
        Contract = 4,

        /// <summary>The register speaks of the worker.</summary>
        Register = 8,

        /// <summary>By the register.</summary>
        Key = 16,

        /// <summary>Entra's report speaks of the worker.</summary>
        InReport = 32,

        /// <summary>By Entra's report.</summary>
        EntraKey = 64,
    }

    public Holdings Of(EmployeeId worker) => holders.GetValueOrDefault(worker);

    /// <summary>True when somebody did not decide in time about one of the worker's rights.</summary>
    public bool HasOverdueReview(EmployeeId worker) => overdueWorkers.Count > 0 && overdueWorkers.Contains(worker);

    /// <summary>
    /// The lowest closed gate, else the lowest that cannot be judged, else null, in whatever order the policy lists them: a closed gate
    /// never leaves the right in place (law 6).
    /// </summary>
    public WithheldReason? Check(EmployeeId worker, Holdings holdings, Employment term, Entitlement entitlement)
    {
        Gate? closed = null,
            unknown = null;
        foreach (var gate in entitlement.Gates)
        {
            var open = IsOpen(gate, worker, holdings, term, entitlement.Id);
            if (open is null && !(unknown <= gate))
                unknown = gate;
            if (open is false && !(closed <= gate))
                closed = gate;
        }
        if (closed is { } shut)
            return new WithheldReason.GateClosed(shut);
        return unknown is { } dark ? new WithheldReason.GateUnknown(dark) : null;
    }

    /// <summary>Every gate that is closed or cannot be judged, by gate: whoever mends one wants to know of the others.</summary>
    public IReadOnlyList<WithheldReason> AllShut(EmployeeId worker, Holdings holdings, Employment term, Entitlement entitlement) =>
        [
            .. entitlement
                .Gates.Distinct()
                .Order()
                .Select(gate =>
                    IsOpen(gate, worker, holdings, term, entitlement.Id) switch
                    {
                        true => (WithheldReason?)null,
                        false => new WithheldReason.GateClosed(gate),
                        null => new WithheldReason.GateUnknown(gate),
                    }
                )
                .OfType<WithheldReason>(),
        ];

    /// <summary>Null where what the gate asks for is not known.</summary>
    private bool? IsOpen(Gate gate, EmployeeId worker, Holdings holdings, Employment term, EntitlementId right)
    {
        return gate switch
        {
            Gate.MfaKey => KeyHolders.Holds(
                (holdings & Holdings.Register) == 0 ? null : (holdings & Holdings.Key) != 0,
                Has(Holdings.Listed)
            ),
            Gate.Training => Has(Holdings.Training),
            Gate.Review => overdue is null ? null : overdue.Count == 0 || !overdue.Contains((worker, right)),
            Gate.Contract => term.Kind != EmploymentKind.Contractor ? true : Has(Holdings.Contract),
            Gate.EntraKey => (holdings & Holdings.InReport) == 0 ? null : (holdings & Holdings.EntraKey) != 0,
            _ => throw new InvalidOperationException($"Gate {gate} has no check."),
        };

        bool? Has(Holdings holding) => (known & holding) == 0 ? null : (holdings & holding) != 0;
    }

    private Holdings Note<T>(Known<IReadOnlyList<T>> family, Holdings holding, Func<T, bool> holds, Func<T, EmployeeId> worker)
    {
        if (family is not Known<IReadOnlyList<T>>.Whole { Facts: var facts })
            return Holdings.None;
        holders.EnsureCapacity(facts.Count);
        foreach (var fact in facts)
            if (holds(fact))
                CollectionsMarshal.GetValueRefOrAddDefault(holders, worker(fact), out _) |= holding;
        return holding;
    }
}

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
    private readonly Dictionary<EmployeeId, Holdings> registered = [];
    private readonly Holdings known;
    private readonly HashSet<(EmployeeId, EntitlementId)>? overdue;
    private readonly HashSet<EmployeeId> overdueWorkers = [];
    private readonly Facts facts;
    private readonly KeyHeirs heirs;

    /// <param name="facts">What is known.</param>
    /// <param name="heirs">Whose keys are whose.</param>
    /// <param name="timing">How long a training counts.</param>
    /// <param name="on">The day.</param>
    /// <param name="former">The book of the same day and policy by other facts: what follows from the same lists is shared. Null for
    /// none.</param>
    public GateBook(Facts facts, KeyHeirs heirs, Timing timing, DateOnly on, GateBook? former)
    {
        (this.facts, this.heirs) = (facts, heirs);
        registered =
            former is not null && ReferenceEquals(former.facts.Register, facts.Register) && ReferenceEquals(former.heirs, heirs)
                ? former.registered
                : RegisteredIn(heirs.Of(facts.Register), on);
        if (facts.OverdueReviews is Known<IReadOnlyList<OverdueReview>>.Whole { Facts: var reviews })
        {
            overdue = reviews.Where(r => r.Since <= on).Select(r => (r.Worker, r.Entitlement)).ToHashSet();
            overdueWorkers = overdue.Select(o => o.Item1).ToHashSet();
        }
        if (former is not null && HasSameLists(former.facts))
        {
            (holders, known) = (former.holders, former.known);
            return;
        }
        known |= Note(
            facts.Trainings,
            Holdings.Training,
            t => t.CompletedOn <= on && on <= t.CompletedOn.AddDays(timing.TrainingValidDays),
            t => t.Worker
        );
        foreach (var registered in facts.EntraKeys ?? [])
            CollectionsMarshal.GetValueRefOrAddDefault(holders, registered.Worker, out _) |=
                Holdings.InReport | (registered.Has ? Holdings.EntraKey : Holdings.None);
        known |= Note(facts.Keys, Holdings.Listed, k => k.Days.Covers(on), k => k.Worker);
        known |= Note(facts.Contracts, Holdings.Contract, c => c.Days.Covers(on), c => c.Worker);
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

    public Holdings Of(EmployeeId worker) =>
        registered.Count == 0
            ? holders.GetValueOrDefault(worker)
            : holders.GetValueOrDefault(worker) | registered.GetValueOrDefault(worker);

    /// <summary>
    /// True where rights that follow from postings, term and holdings follow alike by both books: the same is known in both.
    /// </summary>
    public bool Agrees(GateBook other) => known == other.known && overdue is null == (other.overdue is null);

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

    private bool HasSameLists(Facts other) =>
        AreSame(facts.Trainings, other.Trainings)
        && AreSame(facts.Keys, other.Keys)
        && AreSame(facts.Contracts, other.Contracts)
        && ReferenceEquals(facts.EntraKeys, other.EntraKeys);

    // A list that is handed on is never changed: the same list has the same in it.
    private static bool AreSame<T>(Known<IReadOnlyList<T>> one, Known<IReadOnlyList<T>> other) =>
        one is Known<IReadOnlyList<T>>.Whole { Facts: var list }
            && other is Known<IReadOnlyList<T>>.Whole { Facts: var otherList }
            && ReferenceEquals(list, otherList)
        || one is Known<IReadOnlyList<T>>.Missing && other is Known<IReadOnlyList<T>>.Missing;

    private static Dictionary<EmployeeId, Holdings> RegisteredIn(IReadOnlyList<HeldKey> register, DateOnly on)
    {
        var found = new Dictionary<EmployeeId, Holdings>(register.Count);
        foreach (var held in register)
            found[held.Worker] =
                found.GetValueOrDefault(held.Worker) | Holdings.Register | (held.Since <= on ? Holdings.Key : Holdings.None);
        return found;
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

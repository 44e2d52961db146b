using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>
/// Digest of facts as a hash tree of two levels: one of each family, and one over those. A family whose list is the same as in other facts
/// is not hashed again. As a witness it is as good as one hash over all: two families of one digest would be two texts of one SHA-256.
/// </summary>
internal sealed class FactsDigest
{
    private readonly Facts facts;
    private readonly string[] families;

    /// <summary>Of facts.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="former">Of other facts; null for none.</param>
    public FactsDigest(Facts facts, FactsDigest? former = null)
    {
        this.facts = facts;
        var was = former?.facts;
        families =
        [
            Of(0, ListOf(facts.Keys), was is null ? null : ListOf(was.Keys), OfKeys),
            Of(1, ListOf(facts.Trainings), was is null ? null : ListOf(was.Trainings), OfTrainings),
            Of(2, ListOf(facts.OverdueReviews), was is null ? null : ListOf(was.OverdueReviews), OfOverdue),
            Of(3, ListOf(facts.Contracts), was is null ? null : ListOf(was.Contracts), OfContracts),
            Of(4, facts.Grants, was?.Grants, OfGrants),
            Of(5, facts.Holds, was?.Holds, OfHolds),
            Of(6, facts.Chosen, was?.Chosen, OfChosen),
            Of(7, facts.Register, was?.Register, OfRegister),
            Of(8, facts.Removals, was?.Removals, OfRemovals),
            Of(9, facts.EntraKeys, was?.EntraKeys, OfEntraKeys),
        ];
        using var hash = new CanonicalHash();
        hash.Add(facts.Roster.Digest);
        foreach (var family in families)
            hash.Add(family);
        Root = hash.ToHex();

        string Of<T>(int family, IReadOnlyList<T>? now, IReadOnlyList<T>? before, Action<CanonicalHash, IReadOnlyList<T>> add)
        {
            if (former is not null && ReferenceEquals(now, before))
                return former.families[family];
            using var own = new CanonicalHash();
            if (now is null)
                own.Add((string?)null);
            else
                add(own.Add(now.Count), now);
            return own.ToHex();
        }
    }

    /// <summary>SHA-256 over all of them, whatever their order.</summary>
    public string Root { get; }

    private static IReadOnlyList<T>? ListOf<T>(Known<IReadOnlyList<T>> known) =>
        known is Known<IReadOnlyList<T>>.Whole { Facts: var facts } ? facts : null;

    private static void OfKeys(CanonicalHash hash, IReadOnlyList<KeyFact> keys) =>
        AddAll(
            hash,
            keys,
            (a, b) => Order(a.Worker, b.Worker) is var order && order != 0 ? order : Order(a.Days, b.Days),
            (to, k) => Add(to.Add(k.Worker.Value), k.Days)
        );

    private static void OfTrainings(CanonicalHash hash, IReadOnlyList<TrainingFact> trainings) =>
        AddAll(
            hash,
            trainings,
            (a, b) => Order(a.Worker, b.Worker) is var order && order != 0 ? order : a.CompletedOn.CompareTo(b.CompletedOn),
            (to, t) => to.Add(t.Worker.Value).Add(t.CompletedOn)
        );

    private static void OfOverdue(CanonicalHash hash, IReadOnlyList<OverdueReview> reviews) =>
        AddAll(
            hash,
            reviews,
            (a, b) => (a.Worker, a.Entitlement, a.Since).CompareTo((b.Worker, b.Entitlement, b.Since)),
            (to, r) => to.Add(r.Worker.Value).Add(r.Entitlement.Value).Add(r.Since)
        );

    private static void OfContracts(CanonicalHash hash, IReadOnlyList<ContractFact> contracts) =>
        AddAll(
            hash,
            contracts,
            (a, b) => Order(a.Worker, b.Worker) is var order && order != 0 ? order : Order(a.Days, b.Days),
            (to, c) => Add(to.Add(c.Worker.Value), c.Days)
        );

    private static void OfGrants(CanonicalHash hash, IReadOnlyList<Grant> grants) =>
        AddAll(
            hash,
            grants,
            Order,
            (to, g) => Add(to.Add(g.Worker.Value).Add(g.Entitlement.Value).Add((long)g.Kind), g.Days).Add(g.Reference).Add(g.Excepts?.Value)
        );

    private static void OfHolds(CanonicalHash hash, IReadOnlyList<Hold> holds) =>
        AddAll(hash, holds, (a, b) => Order(a.Worker, b.Worker), (to, h) => to.Add(h.Worker.Value).Add(h.Since).Add(h.LiftedOn));

    private static void OfChosen(CanonicalHash hash, IReadOnlyList<ChosenAccount> chosen) =>
        AddAll(
            hash,
            chosen,
            (a, b) => Order(a.Worker, b.Worker),
            (to, c) => to.Add(c.Worker.Value).Add(c.Account).Add(c.UserPrincipalName).Add(c.List).Add(c.By.Value)
        );

    private static void OfRegister(CanonicalHash hash, IReadOnlyList<HeldKey> register) =>
        AddAll(hash, register, (a, b) => Order(a.Worker, b.Worker), (to, k) => to.Add(k.Worker.Value).Add(k.Since));

    private static void OfEntraKeys(CanonicalHash hash, IReadOnlyList<EntraKey> keys) =>
        AddAll(hash, keys, (a, b) => Order(a.Worker, b.Worker), (to, k) => to.Add(k.Worker.Value).Add(k.Has ? 1 : 0));

    private static void OfRemovals(CanonicalHash hash, IReadOnlyList<ReviewRemoval> removals) =>
        AddAll(hash, removals, (a, b) => (a.Worker, a.Entitlement).CompareTo((b.Worker, b.Entitlement)), Add);

    private static void AddAll<T>(CanonicalHash hash, IReadOnlyList<T> facts, Comparison<T> order, Action<CanonicalHash, T> add)
    {
        IEnumerable<T> ordered = IsOrdered(facts, order) ? facts : facts.Order(Comparer<T>.Create(order));
        foreach (var fact in ordered)
            add(hash, fact);
    }

    /// <summary>Lists mostly come in order; a million facts are neither copied nor sorted then.</summary>
    private static bool IsOrdered<T>(IReadOnlyList<T> facts, Comparison<T> order)
    {
        for (var i = 1; i < facts.Count; i++)
            if (order(facts[i - 1], facts[i]) > 0)
                return false;
        return true;
    }

    private static CanonicalHash Add(CanonicalHash hash, DateSpan days) => hash.Add(days.From).Add(days.Until);

    private static void Add(CanonicalHash hash, ReviewRemoval removal)
    {
        hash.Add(removal.Worker.Value).Add(removal.Entitlement.Value).Add(removal.From).Add(removal.DecidedOn);
        hash.Add(removal.Reference).Add(removal.Units.Count);
        foreach (var unit in removal.Units)
            hash.Add(unit.Value);
    }

    private static int Order(EmployeeId a, EmployeeId b) => a.CompareTo(b);

    private static int Order(DateSpan a, DateSpan b) =>
        (a.From, a.Until ?? DateOnly.MaxValue, a.Until is null).CompareTo((b.From, b.Until ?? DateOnly.MaxValue, b.Until is null));

    private static int Order(Grant a, Grant b)
    {
        var order = (a.Worker, a.Entitlement, a.Kind).CompareTo((b.Worker, b.Entitlement, b.Kind));
        if (order == 0)
            order = Order(a.Days, b.Days);
        if (order == 0)
            order = string.CompareOrdinal(a.Reference, b.Reference);
        return order != 0 ? order : string.CompareOrdinal(a.Excepts?.Value, b.Excepts?.Value);
    }
}

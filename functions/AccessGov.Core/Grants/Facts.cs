using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Grants;

/// <summary>Everything that decides who should have what, besides the policy.</summary>
/// <param name="Roster">People.</param>
/// <param name="Keys">Enrolled FIDO2 keys.</param>
/// <param name="Trainings">Completed trainings.</param>
/// <param name="OverdueReviews">Reviews that nobody decided in time.</param>
/// <param name="Contracts">Contracts of 委託事業者.</param>
/// <param name="Grants">Approved requests and exceptions.</param>
public sealed record Facts(
    Roster Roster,
    Known<IReadOnlyList<KeyFact>> Keys,
    Known<IReadOnlyList<TrainingFact>> Trainings,
    Known<IReadOnlyList<OverdueReview>> OverdueReviews,
    Known<IReadOnlyList<ContractFact>> Contracts,
    IReadOnlyList<Grant> Grants
)
{
    /// <summary>Who is kept out whatever HR says, and who was: at most one for a person.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Accounts that somebody chose and that do not carry their worker's number yet: at most one for a worker.</summary>
    public IReadOnlyList<ChosenAccount> Chosen { get; init; } = [];

    /// <summary>Of whom the register of keys speaks, and what it says: at most one for a person.</summary>
    public IReadOnlyList<HeldKey> Register { get; init; } = [];

    /// <summary>Rights that reviews took: at most one for a worker and a right.</summary>
    public IReadOnlyList<ReviewRemoval> Removals { get; init; } = [];

    /// <summary>What Entra's registration report says, at most one for a person; null when it was not read.</summary>
    public IReadOnlyList<EntraKey>? EntraKeys { get; init; }

    /// <summary>SHA-256 over all facts, whatever their order.</summary>
    public string Digest()
    {
        using var hash = new CanonicalHash();
        hash.Add(Roster.Digest);
        AddAll(
            hash,
            Keys,
            (a, b) => Order(a.Worker, b.Worker) is var order && order != 0 ? order : Order(a.Days, b.Days),
            (to, k) => Add(to.Add(k.Worker.Value), k.Days)
        );
        AddAll(
            hash,
            Trainings,
            (a, b) => Order(a.Worker, b.Worker) is var order && order != 0 ? order : a.CompletedOn.CompareTo(b.CompletedOn),
            (to, t) => to.Add(t.Worker.Value).Add(t.CompletedOn)
        );
        AddAll(
            hash,
            OverdueReviews,
            (a, b) => (a.Worker, a.Entitlement, a.Since).CompareTo((b.Worker, b.Entitlement, b.Since)),
            (to, r) => to.Add(r.Worker.Value).Add(r.Entitlement.Value).Add(r.Since)
        );
        AddAll(
            hash,
            Contracts,
            (a, b) => Order(a.Worker, b.Worker) is var order && order != 0 ? order : Order(a.Days, b.Days),
            (to, c) => Add(to.Add(c.Worker.Value), c.Days)
        );
        AddAll(
            hash,
            new Known<IReadOnlyList<Grant>>.Whole(Grants),
            Order,
            (to, g) => Add(to.Add(g.Worker.Value).Add(g.Entitlement.Value).Add((long)g.Kind), g.Days).Add(g.Reference)
        );
        // Where nobody ever was held the digest is that of former versions.
        if (Holds.Count > 0)
            AddAll(
                hash,
                new Known<IReadOnlyList<Hold>>.Whole(Holds),
                (a, b) => Order(a.Worker, b.Worker),
                (to, h) => to.Add(h.Worker.Value).Add(h.Since).Add(h.LiftedOn)
            );
        if (Chosen.Count > 0)
            AddAll(
                hash,
                new Known<IReadOnlyList<ChosenAccount>>.Whole(Chosen),
                (a, b) => Order(a.Worker, b.Worker),
                (to, c) => to.Add(c.Worker.Value).Add(c.Account).Add(c.UserPrincipalName).Add(c.List).Add(c.By.Value)
            );
        // Likewise where nobody ever enrolled a key; named, so that no holds read as these.
        if (Register.Count > 0)
            AddAll(
                hash.Add("register"),
                new Known<IReadOnlyList<HeldKey>>.Whole(Register),
                (a, b) => Order(a.Worker, b.Worker),
                (to, k) => to.Add(k.Worker.Value).Add(k.Since)
            );
        if (Removals.Count > 0)
            AddAll(
                hash.Add("removals"),
                new Known<IReadOnlyList<ReviewRemoval>>.Whole(Removals),
                (a, b) => (a.Worker, a.Entitlement).CompareTo((b.Worker, b.Entitlement)),
                Add
            );
        if (EntraKeys is { } registered)
            AddAll(
                hash.Add("entra"),
                new Known<IReadOnlyList<EntraKey>>.Whole(registered),
                (a, b) => Order(a.Worker, b.Worker),
                (to, k) => to.Add(k.Worker.Value).Add(k.Has ? 1 : 0)
            );
        // Likewise where no exception ever freed somebody from a separation rule.
        if (Grants.Where(g => g.Excepts is not null).ToArray() is { Length: > 0 } excepted)
            AddAll(
                hash.Add("excepts"),
                new Known<IReadOnlyList<Grant>>.Whole(excepted),
                Order,
                (to, g) => to.Add(g.Worker.Value).Add(g.Reference).Add(g.Excepts!.Value.Value)
            );
        return hash.ToHex();
    }

    private static void AddAll<T>(CanonicalHash hash, Known<IReadOnlyList<T>> known, Comparison<T> order, Action<CanonicalHash, T> add)
    {
        if (known is not Known<IReadOnlyList<T>>.Whole { Facts: var facts })
        {
            hash.Add((string?)null);
            return;
        }
        hash.Add(facts.Count);
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
        return order != 0 ? order : string.CompareOrdinal(a.Reference, b.Reference);
    }
}

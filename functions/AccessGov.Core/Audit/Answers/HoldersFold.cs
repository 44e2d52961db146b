namespace AccessGov.Core.Audit.Answers;

/// <summary>
/// Who holds what: the newest baseline, then outcomes. Where a baseline, or an outcome that met something else than was known, shows what
/// nothing told of, somebody changed it outside the product.
/// </summary>
internal sealed class HoldersFold(
    IReadOnlyList<ToldBaseline> baselines,
    IReadOnlyList<ToldChange> changes,
    Func<string, HolderList?> listOf,
    DateOnly until
)
{
    private const string ByNumber = "employee:";

    // By right, then by account; by number where no account is told.
    private readonly SortedDictionary<string, SortedDictionary<string, Holder>> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> zoneOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> createdOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> baselineOf = new(StringComparer.Ordinal);

    // What went with an account, by account and right: the directory gives it back when the account is restored.
    private readonly Dictionary<string, SortedDictionary<string, Holder>> gone = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<(string Zone, Holder Holder)> takenLast = [];
    private readonly List<OutsideChange> outside = [];

    public IReadOnlyList<OutsideChange> Outside => outside;

    public void Run()
    {
        var events = baselines
            .Select(b => (b.At, b.Line, b.On, Baseline: (ToldBaseline?)b, Change: (ToldChange?)null))
            .Concat(changes.Where(c => c.IsTrue).Select(c => (c.At, c.Line, c.On, (ToldBaseline?)null, (ToldChange?)c)))
            .Where(e => e.On <= until)
            .OrderBy(e => e.At, StringComparer.Ordinal)
            .ThenBy(e => e.Line);
        foreach (var (_, _, _, baseline, change) in events)
            if (baseline is not null)
                Take(baseline);
            else
                Take(change!);
    }

    /// <summary>The holders of a zone's rights at the end of the last day.</summary>
    public HoldersOnDay Of(string zone) =>
        new(
            zone,
            until,
            baselineOf.TryGetValue(zone, out var line) ? line : null,
            [.. held.Where(r => zoneOf.GetValueOrDefault(r.Key) == zone).SelectMany(r => InOrder(r.Value.Values))],
            [.. takenLast.Where(t => t.Zone == zone).Select(t => t.Holder)]
        );

    private void Take(ToldChange change)
    {
        var key = KeyOf(change);
        if (change.What == "CreateAccount" && change.Account is { } created)
            createdOf[change.Person] = created;
        if (change.What == "DeleteAccount")
            foreach (var (entitlement, holders) in held)
                if (Remove(entitlement, holders, key, change) is { } taken)
                    Gone(key)[entitlement] = taken;
        if (change.What == "RestoreAccount" && gone.Remove(key, out var back))
            foreach (var (entitlement, lost) in back)
                HoldersOf(entitlement)[key] = lost with { Since = change.On, Line = change.Line };
        if (change.Entitlement is not { } right)
            return;
        zoneOf[right] = change.Zone ?? "";
        var had = HoldersOf(right).GetValueOrDefault(key);
        if (change.What == "AddMember")
        {
            if (had is not null && change.Outcome == "applied")
                Note(OutsideChange.Taken, had, change.On, change.Line, had.Line);
            else if (had is null && change.Outcome == "already-true" && known.Contains(right))
                Note(OutsideChange.Given, HolderOf(change, right), change.On, change.Line, null);
            if (had is null || change.Outcome == "applied")
                HoldersOf(right)[key] = HolderOf(change, right);
        }
        else if (change.What == "RemoveMember")
        {
            if (had is null && change.Outcome == "applied" && known.Contains(right))
                Note(OutsideChange.Given, HolderOf(change, right), change.On, change.Line, null);
            else if (had is not null && change.Outcome == "already-true")
                Note(OutsideChange.Taken, had, change.On, change.Line, had.Line);
            Remove(right, HoldersOf(right), key, change);
        }
    }

    private Holder? Remove(string right, SortedDictionary<string, Holder> holders, string key, ToldChange change)
    {
        if (holders.Remove(key, out var had) && change.On == until)
            takenLast.Add((zoneOf.GetValueOrDefault(right, ""), had));
        return had;
    }

    private SortedDictionary<string, Holder> Gone(string account) =>
        gone.TryGetValue(account, out var rights) ? rights : gone[account] = new(StringComparer.Ordinal);

    private void Take(ToldBaseline baseline)
    {
        if (listOf(baseline.Kept) is not { } list)
            return;
        baselineOf[baseline.Zone] = baseline.Line;
        // What the product was changing while the directory was read: then the outcome knows better.
        var moving = changes
            .Where(c =>
                string.CompareOrdinal(c.IntendedAt ?? c.At, baseline.At) <= 0
                && (c.Outcome is null || string.CompareOrdinal(c.At, baseline.From) >= 0)
            )
            .Where(c => c.Entitlement is not null)
            .ToLookup(c => c.Entitlement!);
        foreach (var right in list.Rights)
        {
            var id = right.Entitlement.Value;
            zoneOf[id] = baseline.Zone;
            Compare(baseline, right, HoldersOf(id), moving, known.Add(id));
        }
    }

    private void Compare(
        ToldBaseline baseline,
        HolderList.Right right,
        SortedDictionary<string, Holder> expected,
        ILookup<string, ToldChange> moving,
        bool isFirst
    )
    {
        var id = right.Entitlement.Value;
        var actual = new SortedDictionary<string, Holder>(StringComparer.Ordinal);
        // Sets, because a zone has as many members as a city has staff.
        var movingKeys = moving[id].Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var movingPeople = moving[id].Select(c => c.Person).ToHashSet(StringComparer.Ordinal);
        bool IsMoving(string? account, string? employee) =>
            account is not null && movingKeys.Contains(account) || employee is not null && movingPeople.Contains(employee);
        foreach (var member in right.Members)
        {
            var (account, employee) = (member.Account.ToString(), member.Employee?.Value);
            var had = expected.GetValueOrDefault(account) ?? (employee is null ? null : expected.GetValueOrDefault(ByNumber + employee));
            var holder = new Holder(id, employee, account, had?.Since ?? baseline.On, had?.Line ?? baseline.Line);
            if (had is not null || !IsMoving(account, employee))
                actual[account] = holder;
            if (had is null && !isFirst && actual.ContainsKey(account))
                Note(OutsideChange.Given, holder, baseline.On, baseline.Line, null);
        }
        var present = actual.Values.SelectMany(KeysOf).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, had) in expected)
            if (!present.Contains(key))
            {
                if (IsMoving(had.Account, had.Employee))
                {
                    actual[key] = had;
                    present.UnionWith(KeysOf(had));
                }
                else
                {
                    Note(OutsideChange.Taken, had, baseline.On, baseline.Line, had.Line);
                    Gone(key)[id] = had;
                }
            }
        held[id] = actual;
    }

    /// <summary>Under what a holder may have been noted: by account, or by number where no account was told.</summary>
    private static IEnumerable<string> KeysOf(Holder holder)
    {
        if (holder.Account is not null)
            yield return holder.Account;
        if (holder.Employee is not null)
            yield return ByNumber + holder.Employee;
    }

    private void Note(string what, Holder holder, DateOnly on, long line, long? after) =>
        outside.Add(new OutsideChange(what, holder.Entitlement, holder.Employee, holder.Account, on, line, after));

    private string KeyOf(ToldChange change) => change.Account ?? createdOf.GetValueOrDefault(change.Person) ?? ByNumber + change.Person;

    private Holder HolderOf(ToldChange change, string right) =>
        new(right, change.Person, change.Account ?? createdOf.GetValueOrDefault(change.Person), change.On, change.Line);

    private SortedDictionary<string, Holder> HoldersOf(string right) =>
        held.TryGetValue(right, out var holders) ? holders : held[right] = new(StringComparer.Ordinal);

    private static IEnumerable<Holder> InOrder(IEnumerable<Holder> holders) =>
        holders.OrderBy(h => h.Employee ?? "", StringComparer.Ordinal).ThenBy(h => h.Account ?? "", StringComparer.Ordinal);
}

using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>
/// 所属長: who heads which unit on a day. Terms: somebody *serves* at a unit by a posting of the day other than 出向 and 派遣; a unit's own
/// heads serve there under a 職名 of the policy's list and are on duty. A unit without one is headed by the nearest unit above that has one.
/// Laws: nobody heads himself; a head's own head heads a unit above, so a 課長 is among the people of the 部長.
/// </summary>
public sealed class UnitHeads
{
    private readonly GovernancePolicy policy;
    private readonly DateOnly on;
    private readonly Dictionary<OrgCode, List<EmployeeId>> heads = [];
    private readonly Dictionary<EmployeeId, List<OrgCode>> unitsOf = [];

    /// <summary>Looks through everybody once.</summary>
    /// <param name="desired">People, policy and day.</param>
    public UnitHeads(DesiredState desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        (policy, on) = (desired.Policy, desired.On);
        if (policy.Heads.Count == 0)
            return;
        var posts = policy.Heads.ToHashSet(StringComparer.Ordinal);
        foreach (var worker in desired.Facts.Roster.Workers)
        {
            OrgCode[] headed = [.. UnitsServed(worker, posts.Contains)];
            if (headed.Length == 0 || !IsThere(desired, worker))
                continue;
            unitsOf.Add(worker.Id, [.. headed]);
            foreach (var unit in headed)
                if (heads.TryGetValue(unit, out var others))
                    others.Add(worker.Id);
                else
                    heads.Add(unit, [worker.Id]);
        }
    }

    /// <summary>Of the same day after some people are others.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="changed">Who; null where it may be anybody.</param>
    /// <returns>These, where they head what they headed; null where that is to be looked up.</returns>
    internal UnitHeads? After(DesiredState desired, IReadOnlyList<EmployeeId>? changed)
    {
        if (changed is null)
            return null;
        var posts = policy.Heads.ToHashSet(StringComparer.Ordinal);
        foreach (var id in changed)
        {
            var headed = desired.Facts.Roster.Find(id) is { } worker && IsThere(desired, worker) ? UnitsServed(worker, posts.Contains) : [];
            if (!headed.SequenceEqual(UnitsOf(id)))
                return null;
        }
        return this;
    }

    /// <summary>Units that somebody heads by a posting there, in order.</summary>
    /// <param name="head">Who.</param>
    public IReadOnlyList<OrgCode> UnitsOf(EmployeeId head) => unitsOf.TryGetValue(head, out var units) ? units : [];

    /// <summary>The unit's own heads, by number; empty where nobody heads it.</summary>
    /// <param name="unit">The unit.</param>
    public IReadOnlyList<EmployeeId> OwnOf(OrgCode unit) => heads.TryGetValue(unit, out var found) ? found : [];

    /// <summary>
    /// The heads of somebody by one unit where the person serves, by number: the heads of the nearest unit upwards that has some; where the
    /// person is among them, those above. Never the person; empty where nobody heads it.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="person">Who.</param>
    public IReadOnlyList<EmployeeId> Over(OrgCode unit, EmployeeId person)
    {
        if (heads.Count > 0 && policy.OrgChart.Find(unit) is not null)
            foreach (var at in policy.OrgChart.PathOf(unit))
                if (heads.TryGetValue(at, out var found) && !found.Contains(person))
                    return found;
        return [];
    }

    /// <summary>Units where somebody serves on the day, in order; units that the policy does not know are left out.</summary>
    /// <param name="worker">Who.</param>
    public IReadOnlyList<OrgCode> UnitsServed(Worker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return UnitsServed(worker, _ => true);
    }

    /// <summary>Units whose people the unit's heads look after: itself, and those below up to the next with heads of their own.</summary>
    /// <param name="unit">The unit.</param>
    public IReadOnlySet<OrgCode> Under(OrgCode unit)
    {
        var under = new HashSet<OrgCode>();
        foreach (var other in policy.OrgChart.Units)
            foreach (var at in policy.OrgChart.PathOf(other.Code))
                if (at == unit)
                    under.Add(other.Code);
                else if (heads.ContainsKey(at))
                    break;
        return under;
    }

    private OrgCode[] UnitsServed(Worker worker, Func<string, bool> isMeant) =>
        [
            .. worker
                .Postings.Where(p =>
                    p.Kind is not (PostingKind.Seconded or PostingKind.Dispatched)
                    && p.Days.Covers(on)
                    && isMeant(p.Post)
                    && policy.OrgChart.Find(p.Org) is not null
                )
                .Select(p => p.Org)
                .Distinct()
                .Order(),
        ];

    private bool IsThere(DesiredState desired, Worker worker) =>
        Standing.Of(worker, on, policy.Timing) is Standing.OnDuty && desired.HoldOf(worker.Id) is not { LiftedOn: null };
}

using System.Collections.Concurrent;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>
/// Who decides about somebody's right on a day. Nothing of it is kept: when a head moves, leaves or is away, whoever heads the unit that
/// day decides, and a unit without a head falls to the one above, to the owner of the right, to the officers. Laws: one person at most;
/// never the person whose right it is; nobody decides about whoever decides about him.
/// </summary>
public sealed class Reviewers
{
    private const int HeadsNothing = int.MaxValue;
    private readonly DesiredState desired;
    private readonly IReadOnlyList<EmployeeId> officers;
    private readonly Dictionary<EmployeeId, EmployeeId> deputies = [];
    private readonly HashSet<EmployeeId> acting;
    private readonly ConcurrentDictionary<EmployeeId, int> ranks = [];

    /// <summary>As it is on the day of the state.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="officers">Who decides where no head may, in this order: 情報セキュリティ責任者, then approvers.</param>
    /// <param name="deputies">代理; those of other days say nothing.</param>
    public Reviewers(DesiredState desired, IReadOnlyList<EmployeeId> officers, IReadOnlyList<Deputy> deputies)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(officers);
        ArgumentNullException.ThrowIfNull(deputies);
        this.desired = desired;
        this.officers = [.. officers.Where(IsThere)];
        foreach (var deputy in deputies)
            if (deputy.Days.Covers(desired.On) && deputy.Head != deputy.By && IsThere(deputy.By))
                this.deputies.TryAdd(deputy.Head, deputy.By);
        acting = [.. this.deputies.Values];
    }

    /// <summary>Who decides; null where nobody may, which is a finding and never a completed review.</summary>
    /// <param name="subject">Whose right it is.</param>
    /// <param name="unit">The unit of the posting that gives the right; null for the one where the person mainly serves.</param>
    /// <param name="right">The right.</param>
    /// <param name="stage">Who is asked first.</param>
    /// <param name="notBy">Who has said his part and passed it on: the next one is asked; null for nobody.</param>
    public EmployeeId? Of(EmployeeId subject, OrgCode? unit, Entitlement right, ReviewStage stage, EmployeeId? notBy = null)
    {
        ArgumentNullException.ThrowIfNull(right);
        var at = unit ?? MainUnitOf(subject);
        if (stage == ReviewStage.Head && at is { } own && FirstAbove(subject, own, notBy) is { } head)
            return head;
        // An officer may be asked about the owner of a right: then the owner is not asked about him.
        return IndexOf(subject) < 0 && FirstAbove(subject, right.Owner, notBy) is { } owner ? owner : OfficerFor(subject, notBy);
    }

    private EmployeeId? FirstAbove(EmployeeId subject, OrgCode unit, EmployeeId? notBy)
    {
        foreach (var at in PathOf(unit))
            foreach (var head in desired.Heads.OwnOf(at))
                if (head != subject && head != notBy && IsAbove(head, subject) && InPlaceOf(head, subject) is var who && who != notBy)
                    return who;
        return null;
    }

    /// <summary>
    /// Of two heads the one of the higher unit, then of the lower number: an order, so that no two decide about each other.
    /// </summary>
    private bool IsAbove(EmployeeId head, EmployeeId subject) => (RankOf(head), head).CompareTo((RankOf(subject), subject)) < 0;

    private int RankOf(EmployeeId person)
    {
        if (ranks.TryGetValue(person, out var known))
            return known;
        var units = desired.Heads.UnitsOf(person);
        return ranks[person] = units.Count == 0 ? HeadsNothing : units.Min(u => PathOf(u).Count);
    }

    /// <summary>A deputy decides about people who decide about nobody: otherwise the two might decide about each other.</summary>
    private EmployeeId InPlaceOf(EmployeeId head, EmployeeId subject) =>
        deputies.TryGetValue(head, out var deputy)
        && deputy != subject
        && RankOf(subject) == HeadsNothing
        && !officers.Contains(subject)
        && !acting.Contains(subject)
            ? deputy
            : head;

    private EmployeeId? OfficerFor(EmployeeId subject, EmployeeId? notBy)
    {
        var own = IndexOf(subject);
        // Among themselves each has those after him, less than half the round: never one that has him.
        var candidates =
            own < 0 ? officers : Enumerable.Range(1, (officers.Count - 1) / 2).Select(i => officers[(own + i) % officers.Count]);
        foreach (var officer in candidates)
            if (officer != notBy && !MayDecideAbout(subject, officer))
                return officer;
        return null;
    }

    private int IndexOf(EmployeeId person)
    {
        for (var i = 0; i < officers.Count; i++)
            if (officers[i] == person)
                return i;
        return -1;
    }

    /// <summary>True when a head might be asked about an officer; nobody stands in for a head there.</summary>
    private bool MayDecideAbout(EmployeeId person, EmployeeId officer)
    {
        var headed = desired.Heads.UnitsOf(person);
        if (headed.Count == 0 || desired.Facts.Roster.Find(officer) is not { } worker)
            return false;
        var above = desired.Heads.UnitsServed(worker).SelectMany(PathOf).ToHashSet();
        return headed.Any(above.Contains);
    }

    /// <summary>Where the person mainly serves; whoever is lent to another body is decided about where he serves here.</summary>
    private OrgCode? MainUnitOf(EmployeeId person)
    {
        if (desired.Facts.Roster.Find(person) is not { } worker || desired.Heads.UnitsServed(worker) is not [var first, ..] served)
            return null;
        return desired.Of(worker).Org is { } org && served.Contains(org) ? org : first;
    }

    private IReadOnlyList<OrgCode> PathOf(OrgCode unit) =>
        desired.Policy.OrgChart.Find(unit) is null ? [] : desired.Policy.OrgChart.PathOf(unit);

    private bool IsThere(EmployeeId person) =>
        desired.Facts.Roster.Find(person) is { } worker && desired.Of(worker) is { Standing: Standing.OnDuty, Held: null };
}

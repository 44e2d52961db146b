using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>
/// How much silence may take: no more than a plan may without being refused, because nobody could approve that plan, and everybody's other
/// changes would wait with it. Only counts are held against the caps; the plan's own brake judges shares besides.
/// </summary>
public static class SilenceLimit
{
    /// <summary>Why silence takes nothing; null where it may.</summary>
    /// <param name="policy">The caps of the policy.</param>
    /// <param name="state">The round.</param>
    /// <param name="takes">What it would take.</param>
    public static Refusal? WhyNot(GovernancePolicy policy, ReviewState state, IReadOnlyList<ReviewItemId> takes)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(takes);
        var caps = policy.Limits.Refusal;
        if (takes.Count > caps.Removals.Count)
            return new Refusal("removals", "", takes.Count, caps.Removals.Count);
        var zones = policy.Entitlements.ToDictionary(e => e.Id, e => e.Zone);
        foreach (var zone in takes.Where(t => zones.ContainsKey(t.Right)).CountBy(t => zones[t.Right]).OrderBy(z => z.Key))
            if (zone.Value > caps.RemovalsPerZone.Count)
                return new Refusal("removals-in-zone", ZoneCodes.Of(zone.Key), zone.Value, caps.RemovalsPerZone.Count);
        foreach (
            var unit in takes
                .Select(t => (Unit: state.Find(t)?.Unit?.Value ?? "", t.Worker))
                .Distinct()
                .CountBy(u => u.Unit)
                .OrderBy(u => u.Key, StringComparer.Ordinal)
        )
            if (unit.Value > caps.RemovalsPerOrg.Count)
                return new Refusal("people-in-org-unit", unit.Key, unit.Value, caps.RemovalsPerOrg.Count);
        return null;
    }
}

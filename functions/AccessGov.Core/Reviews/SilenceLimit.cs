using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>
/// How much silence may take: no more than a plan may without being refused, because nobody could approve that plan, and everybody's other
/// changes would wait with it.
/// </summary>
public static class SilenceLimit
{
    /// <summary>Why silence takes nothing; null where it may.</summary>
    /// <param name="policy">The caps of the policy.</param>
    /// <param name="state">The round.</param>
    /// <param name="takes">What it would take.</param>
    /// <param name="known">Of how many, as the last plan for everybody counted them; null where none did, and then only counts are held
    /// against the caps.</param>
    public static Refusal? WhyNot(GovernancePolicy policy, ReviewState state, IReadOnlyList<ReviewItemId> takes, Population? known)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(takes);
        var (caps, least) = (policy.Limits.Refusal, policy.Limits.MinimumPopulation);
        if (Exceeded("removals", "", caps.Removals, takes.Count, known?.Memberships) is { } all)
            return all;
        var zones = policy.Entitlements.ToDictionary(e => e.Id, e => e.Zone);
        foreach (var zone in takes.Where(t => zones.ContainsKey(t.Right)).CountBy(t => zones[t.Right]).OrderBy(z => z.Key))
            if (
                Exceeded(
                    "removals-in-zone",
                    ZoneCodes.Of(zone.Key),
                    caps.RemovalsPerZone,
                    zone.Value,
                    known?.PerZone.GetValueOrDefault(zone.Key)
                ) is
                { } inZone
            )
                return inZone;
        foreach (var unit in takes.GroupBy(t => state.Find(t)?.Unit).OrderBy(u => u.Key?.Value, StringComparer.Ordinal))
            if (
                Exceeded(
                    "people-in-org-unit",
                    unit.Key?.Value ?? "",
                    caps.RemovalsPerOrg,
                    unit.Select(t => t.Worker).Distinct().Count(),
                    unit.Key is { } org ? known?.PerOrg.GetValueOrDefault(org) : null
                ) is
                { } inUnit
            )
                return inUnit;
        return null;

        Refusal? Exceeded(string code, string subject, Cap cap, int number, int? population) =>
            // Of nobody there is no share.
            population is null or 0
                ? number > cap.Count
                    ? new Refusal(code, subject, number, cap.Count)
                    : null
                : cap.IsExceededBy(number, population.Value, least)
                    ? new Refusal(
                        code,
                        subject,
                        number,
                        cap.AllowanceFor(population.Value, least),
                        Math.Round((decimal)number / population.Value, 4)
                    )
                    : null;
    }
}

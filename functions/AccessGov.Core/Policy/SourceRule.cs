using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>A 任命権者 whose extracts are expected.</summary>
/// <param name="Id">Name in the policy.</param>
/// <param name="Name">Name on screens.</param>
/// <param name="MaxAgeDays">Older facts are reported as stale, 1 to 366.</param>
public sealed record SourceRule(SourceId Id, string Name, int MaxAgeDays)
{
    /// <summary>By how many days facts are older than they may be; null when they are not.</summary>
    /// <param name="asOf">The day that the facts are of.</param>
    /// <param name="on">The day on which they are looked at.</param>
    public int? DaysTooOld(DateOnly asOf, DateOnly on) => on.DayNumber - asOf.DayNumber - MaxAgeDays is > 0 and var days ? days : null;
}

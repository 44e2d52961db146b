using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Desired;

/// <summary>
/// An order that would have shut somebody's account or taken rights, and that newer facts no longer have. Looked at over all sources and
/// under a former number.
/// </summary>
/// <param name="Was">The person as the facts had been.</param>
/// <param name="Ended">How service had ended; null where rights alone would have been taken.</param>
/// <param name="Rights">The rights that would have been taken; empty where service had ended.</param>
public sealed record ProlongedOrder(Worker Was, Standing.Ended? Ended, IReadOnlyList<EntitlementId> Rights)
{
    /// <summary>An order that is older has been carried out, or was seen for long.</summary>
    private const int DaysBack = 31;

    /// <summary>The one that is gone for somebody; null for none.</summary>
    /// <param name="before">What should have been.</param>
    /// <param name="now">What should be.</param>
    /// <param name="worker">The person as the facts are.</param>
    public static ProlongedOrder? Of(DesiredState before, DesiredState now, Worker worker)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(worker);
        var roster = before.Facts.Roster;
        var was = roster.Find(worker.Id) ?? (worker.FormerId is { } former ? roster.Find(former) : null);
        // A term or posting that ran out after the source spoke last is no order: nobody had said what follows.
        if (was is null || !roster.AsOf.TryGetValue(was.Home, out var spoke))
            return null;
        bool IsOrder(DateOnly day) => day < spoke && before.On.DayNumber - day.DayNumber <= DaysBack;
        var (due, stays) = (before.Of(was), now.Of(worker));
        if (due.Standing is Standing.Ended ended && stays.Standing.KeepsEnabled)
            if (ended.Last.EndsAtOnce || ended.LastDay is { } last && IsOrder(last))
                return new ProlongedOrder(was, ended, []);
        var kept = stays.Memberships.Where(m =>
            due.Memberships.All(d => d.Entitlement != m.Entitlement)
            && before.WhyItWas(due, m.Entitlement) is ({ } cause, _)
            && CauseDay.Of(cause) is { } day
            && IsOrder(day)
        );
        EntitlementId[] rights = [.. kept.Select(m => now.Policy.Entitlements[m.Entitlement].Id)];
        return rights.Length == 0 ? null : new ProlongedOrder(was, null, rights);
    }
}

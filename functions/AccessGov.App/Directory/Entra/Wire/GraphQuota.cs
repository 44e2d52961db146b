using AccessGov.App.Settings;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>
/// Our own picture of Graph's two quotas for one application in one tenant, so that it rarely has to say 429. Limits:
/// learn.microsoft.com, "Microsoft Graph service-specific throttling limits", identity and access, 2026-02-06.
/// </summary>
internal sealed class GraphQuota
{
    private static readonly TimeSpan UnitsWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WritesWithin = TimeSpan.FromSeconds(150);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly bool sizeIsGiven;
    private readonly TokenBucket units;
    private readonly TokenBucket writes;

    public GraphQuota(DirectorySettings settings, TimeProvider clock)
    {
        this.clock = clock;
        sizeIsGiven = settings.ResourceUnitsPer10Seconds is not null;
        units = new TokenBucket(settings.ResourceUnitsPer10Seconds ?? UnitsFor(0), UnitsWithin, clock.GetUtcNow());
        writes = new TokenBucket(settings.WritesPer150Seconds, WritesWithin, clock.GetUtcNow());
    }

    /// <summary>Zero: taken. Else nothing was taken and this is how long to wait.</summary>
    public TimeSpan Take(int resourceUnits, int writing)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var (forUnits, forWrites) = (units.WaitFor(resourceUnits, now), writes.WaitFor(writing, now));
            var wait = forUnits > forWrites ? forUnits : forWrites;
            if (wait > TimeSpan.Zero)
                return wait;
            units.Take(resourceUnits);
            writes.Take(writing);
            return TimeSpan.Zero;
        }
    }

    /// <summary>The allowance grows with the tenant.</summary>
    public void AccountsSeen(int count)
    {
        if (sizeIsGiven)
            return;
        lock (gate)
            units.Resize(UnitsFor(count), UnitsWithin);
    }

    private static int UnitsFor(int accounts) =>
        accounts switch
        {
            < 50 => 3_500,
            <= 500 => 5_000,
            _ => 8_000,
        };
}

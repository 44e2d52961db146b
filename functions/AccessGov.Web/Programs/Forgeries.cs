namespace AccessGov.Web.Programs;

/// <summary>
/// Counts notifications that were not believed and says so once a minute at most: whoever sends them must not fill the disk.
/// </summary>
internal sealed partial class Forgeries(ILogger log, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private int since;
    private DateTimeOffset? toldAt;

    /// <summary>Adds some; 0 does nothing.</summary>
    public void Add(int count)
    {
        if (count == 0)
            return;
        lock (gate)
        {
            since += count;
            var now = clock.GetUtcNow();
            if (now - toldAt < Every)
                return;
            Dropped(since);
            (since, toldAt) = (0, now);
        }
    }

    // Nothing of the request: it is a stranger's text.
    [LoggerMessage(
        LogLevel.Warning,
        "{Count} change notifications were dropped: unknown subscription, wrong clientState or another tenant"
    )]
    private partial void Dropped(int count);
}

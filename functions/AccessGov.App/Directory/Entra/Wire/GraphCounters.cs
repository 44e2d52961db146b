namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>What this process has asked of Graph. Safe to read at any time.</summary>
public sealed class GraphCounters
{
    private long requests,
        subRequests,
        writes,
        throttled,
        waitedTicks;

    /// <summary>HTTP requests to Graph, retries included; a <c>$batch</c> is one. Token requests are not counted.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Requests inside <c>$batch</c> envelopes, retries included.</summary>
    public long SubRequests => Interlocked.Read(ref subRequests);

    /// <summary>Those of them that write.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <summary>Answers 429, of requests and sub-requests.</summary>
    public long Throttled => Interlocked.Read(ref throttled);

    /// <summary>Time spent waiting, for our own quota or because Graph asked to.</summary>
    public TimeSpan WaitedFor => new(Interlocked.Read(ref waitedTicks));

    internal void Asked() => Interlocked.Increment(ref requests);

    internal void AskedInBatch(int count, int writing)
    {
        Interlocked.Add(ref subRequests, count);
        Interlocked.Add(ref writes, writing);
    }

    internal void WasThrottled() => Interlocked.Increment(ref throttled);

    internal void Waited(TimeSpan time) => Interlocked.Add(ref waitedTicks, time.Ticks);
}

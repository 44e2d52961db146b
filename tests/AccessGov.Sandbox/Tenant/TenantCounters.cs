using System.Collections.Concurrent;

namespace AccessGov.Sandbox.Tenant;

/// <summary>What the tenant has been asked, since its start or the last <see cref="Reset"/>.</summary>
public sealed class TenantCounters
{
    private readonly ConcurrentDictionary<string, long> _byMethod = new(StringComparer.Ordinal);
    private long _httpRequests,
        _subRequests,
        _writes,
        _throttled,
        _resourceUnits,
        _notEmulated,
        _unauthorized;

    /// <summary>HTTP requests to /v1.0; a $batch is one.</summary>
    public long HttpRequests => Interlocked.Read(ref _httpRequests);

    /// <summary>Requests inside $batch envelopes.</summary>
    public long SubRequests => Interlocked.Read(ref _subRequests);

    /// <summary>Writes that were let through by the quota, whether or not they then succeeded.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>429 answers, of requests and sub-requests, from quota or faults.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>Resource units spent.</summary>
    public long ResourceUnits => Interlocked.Read(ref _resourceUnits);

    /// <summary>501 answers: something was asked that the emulator does not know. Tests assert 0.</summary>
    public long NotEmulated => Interlocked.Read(ref _notEmulated);

    /// <summary>401 answers.</summary>
    public long Unauthorized => Interlocked.Read(ref _unauthorized);

    /// <summary>Operations by method, sub-requests included, $batch envelopes not.</summary>
    public IReadOnlyDictionary<string, long> ByMethod => _byMethod;

    /// <summary>Sets every counter to zero.</summary>
    public void Reset()
    {
        _byMethod.Clear();
        Interlocked.Exchange(ref _httpRequests, 0);
        Interlocked.Exchange(ref _subRequests, 0);
        Interlocked.Exchange(ref _writes, 0);
        Interlocked.Exchange(ref _throttled, 0);
        Interlocked.Exchange(ref _resourceUnits, 0);
        Interlocked.Exchange(ref _notEmulated, 0);
        Interlocked.Exchange(ref _unauthorized, 0);
    }

    internal void Asked() => Interlocked.Increment(ref _httpRequests);

    internal void AskedInBatch() => Interlocked.Increment(ref _subRequests);

    internal void Operation(string method) => _byMethod.AddOrUpdate(method, 1, (_, n) => n + 1);

    internal void Spent(int units, int writes)
    {
        Interlocked.Add(ref _resourceUnits, units);
        Interlocked.Add(ref _writes, writes);
    }

    internal void Answered(int status)
    {
        if (status == 429)
            Interlocked.Increment(ref _throttled);
        if (status == 501)
            Interlocked.Increment(ref _notEmulated);
        if (status == 401)
            Interlocked.Increment(ref _unauthorized);
    }
}

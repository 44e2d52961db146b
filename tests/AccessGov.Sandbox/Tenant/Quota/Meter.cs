namespace AccessGov.Sandbox.Tenant.Quota;

/// <summary>
/// A token bucket seen from the other side: what is used drains at limit ÷ window; a fresh one allows the whole limit at once.
/// </summary>
internal sealed class Meter(TimeProvider clock)
{
    private double _used;
    private long _measuredAt = clock.GetTimestamp();

    public double UsedShare(Allowance allowance)
    {
        Drain(allowance);
        return _used / allowance.Limit;
    }

    /// <summary>
    /// How long until <paramref name="cost"/> fits; zero when it fits now. A cost above the limit waits for an empty meter.
    /// </summary>
    public TimeSpan WaitFor(int cost, Allowance allowance)
    {
        Drain(allowance);
        var excess = _used + Math.Min(cost, allowance.Limit) - allowance.Limit;
        return excess <= 1e-6 ? TimeSpan.Zero : allowance.Window * (excess / allowance.Limit);
    }

    public void Use(int cost) => _used += cost;

    private void Drain(Allowance allowance)
    {
        var now = clock.GetTimestamp();
        _used = Math.Max(0, _used - clock.GetElapsedTime(_measuredAt, now) / allowance.Window * allowance.Limit);
        _measuredAt = now;
    }
}

using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Quota;

/// <summary>Charges operations and refuses those that do not fit.</summary>
internal sealed class TenantQuota(TenantOptions options, TenantDirectory directory, TenantCounters counters)
{
    private readonly Lock _gate = new();
    private readonly Meter _units = new(options.Clock);
    private readonly Meter _appWrites = new(options.Clock);
    private readonly Meter _tenantWrites = new(options.Clock);
    private readonly Meter _signIns = new(options.Clock);

    /// <summary>Null when the operation is let through and charged; else the 429.</summary>
    public GraphReply? Refuse(GraphRequest request, out int units, out double share)
    {
        units = Cost.ResourceUnits(request);
        var writes = Cost.Writes(request, options.MembersPerWrite);
        var allowance = Allowance.ResourceUnits(options.Size, directory.UserCount);
        lock (_gate)
        {
            share = Math.Max(_units.UsedShare(allowance), writes > 0 ? _appWrites.UsedShare(Allowance.AppWrites) : 0);
            var forUnits = _units.WaitFor(units, allowance);
            var forWrites =
                writes == 0
                    ? TimeSpan.Zero
                    : Max(_appWrites.WaitFor(writes, Allowance.AppWrites), _tenantWrites.WaitFor(writes, Allowance.TenantWrites));
            var signIns = SignInActivity.IsAsked(request) ? 1 : 0;
            var forSignIns = signIns == 0 ? TimeSpan.Zero : _signIns.WaitFor(signIns, Allowance.SignInActivity);
            if (options.Throttle && forSignIns > TimeSpan.Zero)
                return TooMany(forSignIns, "ResourceUnitLimitExceeded", 1);
            if (options.Throttle && Max(forUnits, forWrites) > TimeSpan.Zero)
                return TooMany(Max(forUnits, forWrites), forWrites > forUnits ? "WriteLimitExceeded" : "ResourceUnitLimitExceeded", share);
            _signIns.Use(signIns);
            _units.Use(units);
            _appWrites.Use(writes);
            _tenantWrites.Use(writes);
        }

        counters.Spent(units, writes);
        return null;
    }

    private static GraphReply TooMany(TimeSpan wait, string why, double share)
    {
        var reply = Throttled(TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds))));
        reply.Headers["x-ms-throttle-information"] = why;
        reply.Headers["x-ms-throttle-scope"] = "Tenant_Application/ReadWrite/sandbox/sandbox";
        reply.Headers["x-ms-throttle-limit-percentage"] = Math.Clamp(share, 0.8, 1.8).ToString("0.0");
        return reply;
    }

    public static GraphReply Throttled(TimeSpan? retryAfter)
    {
        var reply = GraphReply.Refused(429, "TooManyRequests", "Too many requests from this application. Please try again later.");
        if (retryAfter is { } wait)
            reply.Headers["Retry-After"] = ((long)Math.Ceiling(wait.TotalSeconds)).ToString();
        return reply;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

namespace AccessGov.Sandbox.Tenant.Quota;

/// <summary>Limits of identity and access (learn, throttling limits, 2026-02-06).</summary>
internal readonly record struct Allowance(int Limit, TimeSpan Window)
{
    /// <summary>One app in one tenant: 3,000 writes in 2 minutes 30.</summary>
    public static readonly Allowance AppWrites = new(3_000, TimeSpan.FromSeconds(150));

    /// <summary>All apps in one tenant: 18,000 writes in 5 minutes.</summary>
    public static readonly Allowance TenantWrites = new(18_000, TimeSpan.FromMinutes(5));

    /// <summary>Whatever reads signInActivity: 10 requests a minute (learn, throttling limits, reports).</summary>
    public static readonly Allowance SignInActivity = new(10, TimeSpan.FromMinutes(1));

    public static Allowance ResourceUnits(TenantSize size, int users) =>
        size switch
        {
            TenantSize.Small => Units(3_500),
            TenantSize.Medium => Units(5_000),
            TenantSize.Large => Units(8_000),
            _ => ResourceUnits(
                users < 50 ? TenantSize.Small
                    : users <= 500 ? TenantSize.Medium
                    : TenantSize.Large,
                users
            ),
        };

    private static Allowance Units(int limit) => new(limit, TimeSpan.FromSeconds(10));
}

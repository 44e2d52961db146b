namespace AccessGov.Sandbox.Tenant;

/// <summary>Size class for quotas (throttling limits of identity and access, learn 2026-02-06).</summary>
public enum TenantSize
{
    /// <summary>By the number of users at each request.</summary>
    Auto,

    /// <summary>Under 50 users: 3,500 resource units in 10 s.</summary>
    Small,

    /// <summary>50 to 500 users: 5,000 resource units in 10 s.</summary>
    Medium,

    /// <summary>Over 500 users: 8,000 resource units in 10 s.</summary>
    Large,
}

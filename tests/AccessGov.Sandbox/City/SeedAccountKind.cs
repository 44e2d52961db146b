namespace AccessGov.Sandbox.City;

/// <summary>Why an account exists without a person.</summary>
public enum SeedAccountKind
{
    /// <summary>Nobody knows: a finding.</summary>
    Orphan,

    /// <summary>緊急用: never touched.</summary>
    BreakGlass,

    /// <summary>Protected service account: never touched.</summary>
    Service,
}

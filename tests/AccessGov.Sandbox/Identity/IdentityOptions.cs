namespace AccessGov.Sandbox.Identity;

/// <summary>How to start an <see cref="IdentityProvider"/>.</summary>
public sealed record IdentityOptions
{
    /// <summary>What tokens say under <c>tid</c>: the tenant's id as the product's settings have it.</summary>
    public required string TenantId { get; init; }

    /// <summary>Where people may be sent back to, each exactly as it is asked for.</summary>
    public required IReadOnlyList<Uri> RedirectUris { get; init; }

    /// <summary>Client id of the portal, unless it is said otherwise.</summary>
    public const string UsualClientId = "accessgov-portal";

    /// <summary>The one registered application.</summary>
    public string ClientId { get; init; } = UsualClientId;

    /// <summary>That application's secret; null: it has none.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The host whose identity's token stands for that secret; null: none does.</summary>
    public HostIdentity? Trusts { get; init; }

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }
}

namespace AccessGov.Sandbox.Authenticators;

/// <summary>What can be wrong with an attestation certificate.</summary>
public sealed record CertificateFaults
{
    /// <summary>Begin of certificates that are valid.</summary>
    public static readonly DateTimeOffset Always = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Their end.</summary>
    public static readonly DateTimeOffset ForEver = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Another model in the extension.</summary>
    public Guid? Aaguid { get; init; }

    /// <summary>No extension with the model.</summary>
    public bool WithoutAaguid { get; init; }

    /// <summary>The extension is marked critical.</summary>
    public bool IsCritical { get; init; }

    /// <summary>The certificate is an authority.</summary>
    public bool IsCa { get; init; }

    /// <summary>Issued by the root itself. No fault.</summary>
    public bool FromRoot { get; init; }

    /// <summary>Where its CRL lies and its issuer's certificate, as it says. No fault, but a lure.</summary>
    public Uri? Elsewhere { get; init; }

    /// <summary>The subject's OU.</summary>
    public string Unit { get; init; } = "Authenticator Attestation";

    /// <summary>Valid from.</summary>
    public DateTimeOffset From { get; init; } = Always;

    /// <summary>Valid until.</summary>
    public DateTimeOffset Until { get; init; } = ForEver;
}

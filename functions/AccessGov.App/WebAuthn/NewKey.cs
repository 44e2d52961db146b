namespace AccessGov.App.WebAuthn;

/// <summary>A key that was verified when it was made.</summary>
public sealed record NewKey
{
    /// <summary>Credential id, base64url.</summary>
    public required string Id { get; init; }

    /// <summary>Public key (COSE), base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>COSE number of its algorithm.</summary>
    public required int Algorithm { get; init; }

    /// <summary>Model; all zero for keys that speak CTAP1.</summary>
    public required Guid Aaguid { get; init; }

    /// <summary>Signature counter.</summary>
    public required uint Counter { get; init; }

    /// <summary>PIN or fingerprint was asked for.</summary>
    public required bool IsUserVerified { get; init; }

    /// <summary>A cloud may copy it. May never change.</summary>
    public required bool IsBackupEligible { get; init; }

    /// <summary>A cloud holds a copy.</summary>
    public required bool IsBackedUp { get; init; }

    /// <summary>Format of its attestation.</summary>
    public required string Format { get; init; }

    /// <summary>Name of the model in FIDO's list; null when it was not asked.</summary>
    public string? Model { get; init; }

    /// <summary>Serial number of the attestation certificate, hex; null without one. Thousands of keys share one.</summary>
    public string? CertificateSerial { get; init; }
}

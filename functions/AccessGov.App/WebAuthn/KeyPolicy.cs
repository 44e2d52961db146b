using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.WebAuthn;

/// <summary>Which keys are good enough. What is not said is strict: hardware, by its maker, with PIN or fingerprint.</summary>
/// <param name="Trust">Who must vouch for a new key.</param>
public sealed record KeyPolicy(AttestationTrust Trust)
{
    /// <summary>Every algorithm whose keys can be verified.</summary>
    public static IReadOnlyList<int> KnownAlgorithms => CoseKey.Known;

    /// <summary>Every format of attestation that can be verified; <c>none</c> among them.</summary>
    public static IReadOnlyList<string> KnownFormats => AttestationStatement.Known;

    /// <summary>Algorithms that are offered, the preferred one first (COSE numbers).</summary>
    public IReadOnlyList<int> Algorithms { get; init; } = [CoseKey.Es256, CoseKey.EdDsa];

    /// <summary>
    /// Formats of attestation. <c>fido-u2f</c> may be added; such keys know no PIN: <see cref="IsVerified"/> refuses them.
    /// </summary>
    public IReadOnlyList<string> Formats { get; init; } = [AttestationStatement.Packed];

    /// <summary>Models; null: every one that <see cref="Trust"/> knows.</summary>
    public IReadOnlyList<Guid>? Models { get; init; }

    /// <summary>True when the key must ask for PIN or fingerprint.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>True when keys that a cloud copies will do.</summary>
    public bool IsBackupAllowed { get; init; }
}

namespace AccessGov.Core.Enrolment;

/// <summary>What a ceremony proved of a key. Made only by whoever verified the answer of an authenticator.</summary>
/// <param name="Credential">The credential that was drawn.</param>
/// <param name="PublicKey">Its public key (COSE), base64url without padding.</param>
/// <param name="Aaguid">The model's number.</param>
/// <param name="Model">The model's name, as its maker tells it.</param>
/// <param name="Format">Format of the attestation statement, such as <c>packed</c>.</param>
/// <param name="IsAttested">True when a maker whom the city trusts signed that the model is what it says.</param>
public sealed record VerifiedKey(CredentialId Credential, string PublicKey, Guid Aaguid, string Model, string Format, bool IsAttested)
{
    /// <summary>What the key calls its holder, base64url; null for one that was enrolled before this was kept.</summary>
    public string? UserHandle { get; init; }

    /// <summary>
    /// A cloud may copy it (BE); whoever signs with it must say the same (WebAuthn §7.2 step 19). False for what was enrolled before this
    /// was kept: no other key was let in.
    /// </summary>
    public bool IsBackupEligible { get; init; }

    /// <summary>A cloud held a copy when it was enrolled (BS).</summary>
    public bool IsBackedUp { get; init; }
}

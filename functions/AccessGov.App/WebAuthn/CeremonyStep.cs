namespace AccessGov.App.WebAuthn;

/// <summary>
/// A step of a ceremony that can refuse. Codes never change. Steps are those of WebAuthn Level 3, §7.1 (registration) and §7.2
/// (assertion), counted as they are printed; the table of docs/webauthn.md says which ones the library does and which are left out.
/// </summary>
/// <param name="Code">Stable code.</param>
/// <param name="Registration">Step of §7.1; 0 when a registration has none.</param>
/// <param name="Assertion">Step of §7.2; 0 when an assertion has none.</param>
public sealed record CeremonyStep(string Code, int Registration, int Assertion)
{
    /// <summary>The kept options are older than five minutes.</summary>
    public static readonly CeremonyStep OptionsExpired = new("options-expired", 1, 1);

    /// <summary>The answer is no JSON of its form, too long, or not base64url in its one form.</summary>
    public static readonly CeremonyStep AnswerMalformed = new("answer-malformed", 3, 3);

    /// <summary><c>id</c>, <c>rawId</c> and the id that the authenticator signed are not one.</summary>
    public static readonly CeremonyStep IdDiffers = new("id-differs", 3, 3);

    /// <summary>The key is not among those that were asked for.</summary>
    public static readonly CeremonyStep KeyNotAskedFor = new("key-not-asked-for", 0, 5);

    /// <summary>Nobody has this key.</summary>
    public static readonly CeremonyStep KeyUnknown = new("key-unknown", 0, 6);

    /// <summary>Nobody was named beforehand, and the authenticator names nobody.</summary>
    public static readonly CeremonyStep UserHandleMissing = new("user-handle-missing", 0, 6);

    /// <summary>The authenticator names somebody else than the key's owner.</summary>
    public static readonly CeremonyStep UserHandleDiffers = new("user-handle-differs", 0, 6);

    /// <summary>Client data is no JSON of its form.</summary>
    public static readonly CeremonyStep ClientDataMalformed = new("client-data-malformed", 6, 9);

    /// <summary>Client data speaks of another ceremony.</summary>
    public static readonly CeremonyStep ClientDataType = new("client-data-type", 7, 10);

    /// <summary>Another challenge was signed.</summary>
    public static readonly CeremonyStep ChallengeDiffers = new("challenge-differs", 8, 11);

    /// <summary>The page has another origin, or wrote ours in another way.</summary>
    public static readonly CeremonyStep OriginUnknown = new("origin-unknown", 9, 12);

    /// <summary>The page lay in a foreign frame.</summary>
    public static readonly CeremonyStep CrossOrigin = new("cross-origin", 10, 13);

    /// <summary>The page lay in a frame.</summary>
    public static readonly CeremonyStep TopOrigin = new("top-origin", 11, 14);

    /// <summary>The attestation object is not canonical CBOR of its form, or something follows it.</summary>
    public static readonly CeremonyStep AttestationObjectMalformed = new("attestation-object-malformed", 13, 0);

    /// <summary>Authenticator data is not of its form, has reserved flags, or something follows it.</summary>
    public static readonly CeremonyStep AuthenticatorDataMalformed = new("authenticator-data-malformed", 13, 7);

    /// <summary>Signed for another RP ID.</summary>
    public static readonly CeremonyStep RpIdDiffers = new("rp-id-differs", 14, 15);

    /// <summary>Nobody touched the key.</summary>
    public static readonly CeremonyStep UserAbsent = new("user-absent", 15, 16);

    /// <summary>The key asked for no PIN and no fingerprint.</summary>
    public static readonly CeremonyStep UserUnverified = new("user-unverified", 16, 17);

    /// <summary>Backed up, and not eligible for it.</summary>
    public static readonly CeremonyStep BackupStateImpossible = new("backup-state-impossible", 17, 18);

    /// <summary>The key can be copied to a cloud; hardware is asked for.</summary>
    public static readonly CeremonyStep BackupEligible = new("backup-eligible", 18, 19);

    /// <summary>Whether the key can be copied is not what it was.</summary>
    public static readonly CeremonyStep BackupEligibleChanged = new("backup-eligible-changed", 0, 19);

    /// <summary>The public key's algorithm, type, curve or form do not belong together.</summary>
    public static readonly CeremonyStep PublicKeyMalformed = new("public-key-malformed", 20, 21);

    /// <summary>The key's algorithm was not offered.</summary>
    public static readonly CeremonyStep AlgorithmNotOffered = new("algorithm-not-offered", 20, 0);

    /// <summary>The attestation has a format that policy does not allow.</summary>
    public static readonly CeremonyStep FormatNotAllowed = new("format-not-allowed", 21, 0);

    /// <summary>The attestation statement is not of its form, or its signature or certificate is wrong.</summary>
    public static readonly CeremonyStep StatementInvalid = new("statement-invalid", 22, 0);

    /// <summary>FIDO's list is missing or too old to ask; in the portal, also no root of the settings vouches for anybody.</summary>
    public static readonly CeremonyStep MetadataMissing = new("metadata-missing", 23, 0);

    /// <summary>FIDO's list does not know the model.</summary>
    public static readonly CeremonyStep ModelUnknown = new("model-unknown", 23, 0);

    /// <summary>Policy does not allow the model.</summary>
    public static readonly CeremonyStep ModelNotAllowed = new("model-not-allowed", 24, 0);

    /// <summary>FIDO reports something against the model.</summary>
    public static readonly CeremonyStep ModelCondemned = new("model-condemned", 24, 0);

    /// <summary>There is no attestation, and policy asks for one.</summary>
    public static readonly CeremonyStep AttestationNone = new("attestation-none", 24, 0);

    /// <summary>The key attests itself, and policy asks for its maker.</summary>
    public static readonly CeremonyStep AttestationSelf = new("attestation-self", 24, 0);

    /// <summary>The certificates lead to no root of the model.</summary>
    public static readonly CeremonyStep ChainUntrusted = new("chain-untrusted", 24, 0);

    /// <summary>The credential id is empty or longer than 1023 bytes.</summary>
    public static readonly CeremonyStep IdLength = new("id-length", 25, 0);

    /// <summary>The signature is wrong.</summary>
    public static readonly CeremonyStep SignatureInvalid = new("signature-invalid", 0, 21);

    /// <summary>The counter is not above the last one: a copy of the key may exist.</summary>
    public static readonly CeremonyStep CounterNotHigher = new("counter-not-higher", 0, 22);

    /// <summary>Every step.</summary>
    public static IReadOnlyList<CeremonyStep> All { get; } =
    [
        .. typeof(CeremonyStep)
            .GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(f => f.GetValue(null))
            .OfType<CeremonyStep>(),
    ];
}

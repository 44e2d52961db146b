using AccessGov.App.WebAuthn.Wire;
using Fido2NetLib;
using Fido2NetLib.Objects;

namespace AccessGov.App.WebAuthn;

/// <summary>
/// What the library Fido2 is here for: signatures, the attestation formats (WebAuthn L3 §8), and a second opinion on the rest. It gets no
/// metadata (<see cref="AttestationTrust"/>), so it opens no connection. The only room that names it: its assembly, and libsodium behind
/// it, are loaded with the first ceremony.
/// </summary>
internal static class LibraryLook
{
    /// <summary>Step 22 of a registration.</summary>
    /// <returns>Null, or why it refuses.</returns>
    public static Task<string?> RegistrationAsync(
        CeremonyAnswer answer,
        RegistrationOptions kept,
        RelyingParty party,
        KeyPolicy policy,
        CancellationToken ct
    ) =>
        AskAsync(() =>
            Library(party, policy)
                .MakeNewCredentialAsync(
                    new MakeNewCredentialParams
                    {
                        AttestationResponse = new AuthenticatorAttestationRawResponse
                        {
                            Id = answer.Id,
                            RawId = answer.RawId,
                            Type = PublicKeyCredentialType.PublicKey,
                            Response = new AuthenticatorAttestationRawResponse.AttestationResponse
                            {
                                AttestationObject = answer.AttestationObject,
                                ClientDataJson = answer.ClientDataJson,
                            },
                        },
                        OriginalOptions = new CredentialCreateOptions
                        {
                            Rp = new PublicKeyCredentialRpEntity(party.Id, party.Name),
                            User = new Fido2User
                            {
                                Id = Base64UrlText.Read(kept.UserHandle),
                                Name = "",
                                DisplayName = "",
                            },
                            Challenge = Base64UrlText.Read(kept.Challenge),
                            PubKeyCredParams = [.. kept.Algorithms.Select(a => new PubKeyCredParam((COSE.Algorithm)a))],
                            AuthenticatorSelection = new AuthenticatorSelection { UserVerification = Verification(policy) },
                        },
                        // Ours asks the store.
                        IsCredentialIdUniqueToUserCallback = (_, _) => Task.FromResult(true),
                    },
                    ct
                )
        );

    /// <summary>Step 21 of an assertion.</summary>
    /// <returns>Null, or why it refuses.</returns>
    public static Task<string?> AssertionAsync(
        CeremonyAnswer answer,
        AssertionOptions kept,
        KnownKey key,
        RelyingParty party,
        KeyPolicy policy,
        CancellationToken ct
    ) =>
        AskAsync(() =>
            Library(party, policy)
                .MakeAssertionAsync(
                    new MakeAssertionParams
                    {
                        AssertionResponse = new AuthenticatorAssertionRawResponse
                        {
                            Id = answer.Id,
                            RawId = answer.RawId,
                            Type = PublicKeyCredentialType.PublicKey,
                            Response = new AuthenticatorAssertionRawResponse.AssertionResponse
                            {
                                AuthenticatorData = answer.AuthenticatorData,
                                ClientDataJson = answer.ClientDataJson,
                                Signature = answer.Signature,
                                UserHandle = answer.UserHandle,
                            },
                        },
                        OriginalOptions = new Fido2NetLib.AssertionOptions
                        {
                            Challenge = Base64UrlText.Read(kept.Challenge),
                            RpId = party.Id,
                            UserVerification = Verification(policy),
                        },
                        StoredPublicKey = Base64UrlText.Read(key.PublicKey),
                        // Ours compares: a counter that stays at zero is lawful, one that falls back to zero is not, and this one lets it.
                        StoredSignatureCounter = 0,
                        IsUserHandleOwnerOfCredentialIdCallback = (_, _) => Task.FromResult(true),
                    },
                    ct
                )
        );

    private static UserVerificationRequirement Verification(KeyPolicy policy) =>
        policy.IsVerified ? UserVerificationRequirement.Required : UserVerificationRequirement.Preferred;

    private static Fido2 Library(RelyingParty party, KeyPolicy policy) =>
        new(
            new Fido2Configuration
            {
                RPID = party.Id,
                RPName = party.Name,
                Origins = party.Origins.ToHashSet(StringComparer.Ordinal),
                BackupEligibleCredentialPolicy = policy.IsBackupAllowed
                    ? Fido2Configuration.CredentialBackupPolicy.Allowed
                    : Fido2Configuration.CredentialBackupPolicy.Disallowed,
            }
        );

    /// <summary>Whatever it throws at bad input (it does, of many kinds) is a refusal.</summary>
    private static async Task<string?> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return e.Message.Length > 0 ? e.Message : "refused";
        }
    }
}

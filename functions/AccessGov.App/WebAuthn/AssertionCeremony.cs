using System.Security.Cryptography;
using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.WebAuthn;

/// <summary>A key signs: options out, answer in. Steps are those of WebAuthn Level 3 §7.2. Bad input of any kind is a refusal.</summary>
/// <param name="party">For whom.</param>
/// <param name="policy">Which keys are good enough; what it says of attestation is not asked again.</param>
/// <param name="clock">The time.</param>
public sealed class AssertionCeremony(RelyingParty party, KeyPolicy policy, TimeProvider clock)
{
    /// <summary>Steps 1 and 2: what the server keeps, and what the browser is given.</summary>
    /// <param name="userHandle">Of whom a key is asked, base64url; null: of anybody.</param>
    /// <param name="allowed">Ids of the keys, base64url; empty: any that the key itself finds.</param>
    public (AssertionOptions Kept, string Json) Begin(string? userHandle, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var kept = new AssertionOptions(
            Base64UrlText.Of(RandomNumberGenerator.GetBytes(CommonSteps.ChallengeLength)),
            userHandle,
            allowed,
            clock.GetUtcNow() + RegistrationOptions.ValidFor
        );
        return (kept, OptionsJson.Of(kept, party, policy));
    }

    /// <summary>Steps 3 to 23; the caller stores counter and backup state (24).</summary>
    /// <param name="answerJson">What the browser sent.</param>
    /// <param name="kept">What was kept for this session, person and purpose, and is already deleted.</param>
    /// <param name="find">The key of an id (base64url), or null.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<AssertionResult> VerifyAsync(
        string answerJson,
        AssertionOptions kept,
        Func<string, CancellationToken, Task<KnownKey?>> find,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(find);
        try
        {
            return await StepsAsync(answerJson, kept, find, ct);
        }
        catch (StepRefusal refusal)
        {
            return new AssertionResult.Refused(refusal.Step, refusal.Message);
        }
    }

    private async Task<AssertionResult> StepsAsync(
        string answerJson,
        AssertionOptions kept,
        Func<string, CancellationToken, Task<KnownKey?>> find,
        CancellationToken ct
    )
    {
        CommonSteps.InTime(kept.ExpiresAt, clock.GetUtcNow());
        // 3, 4. Client extension outputs are not read: none was asked for, and 'appid' would ask for another RP ID.
        var answer = StepRefusal.Read(CeremonyStep.AnswerMalformed, () => CeremonyAnswer.ReadAssertion(answerJson));
        var id = Base64UrlText.Of(answer.RawId);
        StepRefusal.Unless(answer.Id == id, CeremonyStep.IdDiffers);
        // 5.
        StepRefusal.Unless(kept.Allowed.Count == 0 || kept.Allowed.Contains(id, StringComparer.Ordinal), CeremonyStep.KeyNotAskedFor);
        // 6.
        var known = await find(id, ct) ?? throw new StepRefusal(CeremonyStep.KeyUnknown, id);
        Owner(answer, kept, known);
        // 7, then 8 to 14.
        var data = StepRefusal.Read(CeremonyStep.AuthenticatorDataMalformed, () => AuthenticatorData.Read(answer.AuthenticatorData));
        StepRefusal.Unless(data.Credential is null, CeremonyStep.AuthenticatorDataMalformed, "a new key");
        CommonSteps.Client(answer.ClientDataJson, "webauthn.get", kept.Challenge, party);
        CommonSteps.Authenticator(data, party, policy);
        // 19.1, 19.2.
        StepRefusal.Unless(data.IsBackupEligible == known.IsBackupEligible, CeremonyStep.BackupEligibleChanged);
        // 20, 21.
        var key = StepRefusal.Read(CeremonyStep.PublicKeyMalformed, () => CoseKey.Read(Base64UrlText.Read(known.PublicKey)));
        StepRefusal.Unless(
            !CoseKey.IsEcdsa(key.Algorithm) || AttestationStatement.IsStrictDer(answer.Signature),
            CeremonyStep.SignatureInvalid,
            "DER"
        );
        var why = await LibraryLook.AssertionAsync(answer, kept, known, party, policy, ct);
        StepRefusal.Unless(why is null, CeremonyStep.SignatureInvalid, why ?? "");
        // 22. A signal of a copy; here it refuses.
        StepRefusal.Unless(
            (data.Counter == 0 && known.Counter == 0) || data.Counter > known.Counter,
            CeremonyStep.CounterNotHigher,
            $"{data.Counter}, last {known.Counter}"
        );
        // 23. As in a registration.
        return new AssertionResult.Verified(id, known.UserHandle, data.Counter, data.IsUserVerified, data.IsBackedUp);
    }

    /// <summary>Step 6: whose key it is, and whether the authenticator says so.</summary>
    private static void Owner(CeremonyAnswer answer, AssertionOptions kept, KnownKey known)
    {
        StepRefusal.Unless(kept.UserHandle is null || kept.UserHandle == known.UserHandle, CeremonyStep.UserHandleDiffers);
        if (answer.UserHandle is { } handle)
            StepRefusal.Unless(Base64UrlText.Of(handle) == known.UserHandle, CeremonyStep.UserHandleDiffers);
        else
            // Whoever was named beforehand and whose keys were listed is known without it.
            StepRefusal.Unless(kept.UserHandle is not null && kept.Allowed.Count > 0, CeremonyStep.UserHandleMissing);
    }
}

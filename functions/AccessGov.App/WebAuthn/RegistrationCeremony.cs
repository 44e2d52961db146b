using System.Security.Cryptography;
using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.WebAuthn;

/// <summary>A key is made: options out, answer in. Steps are those of WebAuthn Level 3 §7.1. Bad input of any kind is a refusal.</summary>
/// <param name="party">For whom.</param>
/// <param name="policy">Which keys are good enough.</param>
/// <param name="clock">The time.</param>
public sealed class RegistrationCeremony(RelyingParty party, KeyPolicy policy, TimeProvider clock)
{
    private const int LongestId = 1023;

    /// <summary>Steps 1 and 2: what the server keeps, and what the browser is given.</summary>
    /// <param name="holder">For whom the key is made.</param>
    /// <param name="excluded">Ids of keys that this person has, base64url: the same key is not made twice.</param>
    public (RegistrationOptions Kept, string Json) Begin(KeyHolder holder, IReadOnlyList<string> excluded)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(excluded);
        ArgumentOutOfRangeException.ThrowIfZero(holder.Handle.Length, nameof(holder));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(holder.Handle.Length, 64, nameof(holder));
        var kept = new RegistrationOptions(
            Base64UrlText.Of(RandomNumberGenerator.GetBytes(CommonSteps.ChallengeLength)),
            Base64UrlText.Of(holder.Handle.Span),
            policy.Algorithms,
            clock.GetUtcNow() + RegistrationOptions.ValidFor
        );
        return (kept, OptionsJson.Of(kept, party, holder, policy, excluded));
    }

    /// <summary>Steps 3 to 28; the caller stores the key (27) unless somebody has it (26).</summary>
    /// <param name="answerJson">What the browser sent.</param>
    /// <param name="kept">What was kept for this session, person and purpose, and is already deleted.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<RegistrationResult> VerifyAsync(string answerJson, RegistrationOptions kept, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(kept);
        try
        {
            return new RegistrationResult.Verified(await StepsAsync(answerJson, kept, ct));
        }
        catch (StepRefusal refusal)
        {
            return new RegistrationResult.Refused(refusal.Step, refusal.Message);
        }
    }

    private async Task<NewKey> StepsAsync(string answerJson, RegistrationOptions kept, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        CommonSteps.InTime(kept.ExpiresAt, now);
        // 3, 4. Client extension outputs are not read: none was asked for.
        var answer = StepRefusal.Read(CeremonyStep.AnswerMalformed, () => CeremonyAnswer.ReadRegistration(answerJson));
        var id = Base64UrlText.Of(answer.RawId);
        StepRefusal.Unless(answer.Id == id, CeremonyStep.IdDiffers);
        CommonSteps.Client(answer.ClientDataJson, "webauthn.create", kept.Challenge, party);
        // 12: the library's. 13.
        var attestation = StepRefusal.Read(CeremonyStep.AttestationObjectMalformed, () => AttestationObject.Read(answer.AttestationObject));
        var data = StepRefusal.Read(CeremonyStep.AuthenticatorDataMalformed, () => AuthenticatorData.Read(attestation.AuthenticatorData));
        CommonSteps.Authenticator(data, party, policy);
        var credential = data.Credential ?? throw new StepRefusal(CeremonyStep.AuthenticatorDataMalformed, "no credential");
        // 25, before the library looks: it would call this a broken statement.
        StepRefusal.Unless(credential.Id.Length is > 0 and <= LongestId, CeremonyStep.IdLength);
        StepRefusal.Unless(credential.Id.AsSpan().SequenceEqual(answer.RawId), CeremonyStep.IdDiffers);
        // 20. The algorithm is one that was offered, and the key is one of that algorithm.
        var key = StepRefusal.Read(CeremonyStep.PublicKeyMalformed, () => CoseKey.Read(credential.PublicKey));
        StepRefusal.Unless(kept.Algorithms.Contains(key.Algorithm), CeremonyStep.AlgorithmNotOffered, $"{key.Algorithm}");
        var statement = await StatementAsync(answer, attestation, kept, ct);
        var model = AttestationSteps.Judge(statement, credential.Aaguid, policy, now);
        // 26: that nobody has it, over all people, is decided where the key is stored, with the commit.
        // 27, 28. Authenticator extension outputs had their form checked with 13; none was asked for, and none is used.
        return new NewKey
        {
            Id = id,
            PublicKey = Base64UrlText.Of(credential.PublicKey),
            Algorithm = key.Algorithm,
            Aaguid = credential.Aaguid,
            Counter = data.Counter,
            IsUserVerified = data.IsUserVerified,
            IsBackupEligible = data.IsBackupEligible,
            IsBackedUp = data.IsBackedUp,
            Format = attestation.Format,
            Model = model,
            CertificateSerial = AttestationSteps.Serial(statement),
        };
    }

    /// <summary>Steps 21 and 22.</summary>
    private async Task<AttestationStatement> StatementAsync(
        CeremonyAnswer answer,
        AttestationObject attestation,
        RegistrationOptions kept,
        CancellationToken ct
    )
    {
        var format = attestation.Format;
        var isKnown = AttestationStatement.Known.Contains(format) && policy.Formats.Contains(format, StringComparer.Ordinal);
        // What policy asks a maker's word of is told so, rather than that the format is unknown.
        StepRefusal.Unless(
            isKnown || format != AttestationStatement.None || policy.Trust is AttestationTrust.NotAsked,
            CeremonyStep.AttestationNone
        );
        StepRefusal.Unless(isKnown, CeremonyStep.FormatNotAllowed, format);
        var statement = StepRefusal.Read(CeremonyStep.StatementInvalid, () => AttestationStatement.Read(format, attestation.Statement));
        if (statement.Signature.Length > 0)
        {
            var algorithm = statement.Algorithm ?? CoseKey.Es256;
            StepRefusal.Unless(CoseKey.Known.Contains(algorithm), CeremonyStep.StatementInvalid, $"algorithm {algorithm}");
            StepRefusal.Unless(
                !CoseKey.IsEcdsa(algorithm) || AttestationStatement.IsStrictDer(statement.Signature),
                CeremonyStep.StatementInvalid,
                "DER"
            );
        }
        var why = await LibraryLook.RegistrationAsync(answer, kept, party, policy, ct);
        StepRefusal.Unless(why is null, CeremonyStep.StatementInvalid, why ?? "");
        return statement;
    }
}

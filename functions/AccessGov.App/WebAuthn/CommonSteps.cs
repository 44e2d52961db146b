using System.Security.Cryptography;
using System.Text;
using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.WebAuthn;

/// <summary>Steps that both ceremonies have. Numbers: registration §7.1 / assertion §7.2 of WebAuthn Level 3.</summary>
internal static class CommonSteps
{
    /// <summary>Bytes of a challenge; WebAuthn asks for 16 at least (§13.4.3).</summary>
    public const int ChallengeLength = 32;

    /// <summary>Steps 5–11 / 8–14: the browser's part.</summary>
    /// <param name="json">What was signed of it.</param>
    /// <param name="type"><c>webauthn.create</c> or <c>webauthn.get</c>.</param>
    /// <param name="challenge">What was kept.</param>
    /// <param name="party">Whose origins.</param>
    public static void Client(byte[] json, string type, string challenge, RelyingParty party)
    {
        // 5, 6 / 8, 9. A byte order mark is refused instead of stripped: no browser writes one.
        var data = StepRefusal.Read(CeremonyStep.ClientDataMalformed, () => ClientData.Read(json));
        // 7 / 10.
        StepRefusal.Unless(data.Type == type, CeremonyStep.ClientDataType, data.Type);
        // 8 / 11. Texts, so that another writing of the same bytes is another challenge.
        var (given, kept) = (Encoding.UTF8.GetBytes(data.Challenge), Encoding.UTF8.GetBytes(challenge));
        StepRefusal.Unless(CryptographicOperations.FixedTimeEquals(given, kept), CeremonyStep.ChallengeDiffers);
        // 9 / 12. The exact text: the library folds paths, user names and upper case.
        StepRefusal.Unless(party.Origins.Contains(data.Origin, StringComparer.Ordinal), CeremonyStep.OriginUnknown, data.Origin);
        // 10 / 13. The portal lies in nobody's frame.
        StepRefusal.Unless(!data.IsCrossOrigin, CeremonyStep.CrossOrigin);
        // 11 / 14. Nor does a browser name a frame without one; the library lets our own pass.
        StepRefusal.Unless(!data.HasTopOrigin, CeremonyStep.TopOrigin);
    }

    /// <summary>Steps 14–19 / 15–19: what the authenticator says of the moment.</summary>
    /// <param name="data">What it signed.</param>
    /// <param name="party">Whose RP ID.</param>
    /// <param name="policy">What is asked for.</param>
    public static void Authenticator(AuthenticatorData data, RelyingParty party, KeyPolicy policy)
    {
        // 14 / 15.
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(party.Id));
        StepRefusal.Unless(data.RpIdHash.AsSpan().SequenceEqual(expected), CeremonyStep.RpIdDiffers);
        // 15 / 16. Never asked for conditionally.
        StepRefusal.Unless(data.IsUserPresent, CeremonyStep.UserAbsent);
        // 16 / 17.
        StepRefusal.Unless(data.IsUserVerified || !policy.IsVerified, CeremonyStep.UserUnverified);
        // 17 / 18.
        StepRefusal.Unless(data.IsBackupEligible || !data.IsBackedUp, CeremonyStep.BackupStateImpossible);
        // 18 / 19.3. With 17 / 18 this settles 19 (BS) too: without BE there is none.
        StepRefusal.Unless(policy.IsBackupAllowed || !data.IsBackupEligible, CeremonyStep.BackupEligible);
    }

    /// <summary>Step 1: an answer comes within five minutes, or to the wrong server's clock.</summary>
    /// <param name="expiresAt">As it was kept.</param>
    /// <param name="now">The instant.</param>
    public static void InTime(DateTimeOffset expiresAt, DateTimeOffset now) =>
        StepRefusal.Unless(now < expiresAt && expiresAt <= now + RegistrationOptions.ValidFor, CeremonyStep.OptionsExpired);
}

using System.Text.Json.Nodes;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

public sealed class AssertionTests : IDisposable
{
    private readonly KeyWorld world = new();
    private readonly SoftwareAuthenticator key;

    public AssertionTests() => key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, world.Attestation);

    public void Dispose()
    {
        key.Dispose();
        world.Dispose();
    }

    [Fact]
    public void Options_ask_for_a_security_key_with_PIN()
    {
        var (kept, text) = new AssertionCeremony(KeyWorld.Party, world.Policy, world.Clock).Begin(null, []);
        var json = JsonNode.Parse(text)!;
        Assert.Equal("""["security-key"]""", json["hints"]!.ToJsonString());
        Assert.Equal(("required", "portal.city.example.jp"), ((string)json["userVerification"]!, (string)json["rpId"]!));
        Assert.Equal(kept.Challenge, (string)json["challenge"]!);
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(-35)]
    [InlineData(-36)]
    [InlineData(-257)]
    [InlineData(-8)]
    public async Task A_key_that_signs_is_verified(int algorithm)
    {
        using var other = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, null, algorithm) { Counter = 5 };
        var signed = Assert.IsType<AssertionResult.Verified>(await world.AssertAsync(other));
        Assert.Equal((Base64UrlText.Of(other.CredentialId), 5u, true), (signed.Id, signed.Counter, signed.IsUserVerified));
        Assert.Equal(Base64UrlText.Of(KeyWorld.Handle), signed.UserHandle);
    }

    [Fact]
    public async Task Whoever_was_not_named_must_be_named_by_the_key()
    {
        Refused(CeremonyStep.UserHandleMissing, await world.AssertAsync(key, d => d.UserHandle = null));
        Refused(CeremonyStep.UserHandleDiffers, await world.AssertAsync(key, d => d.UserHandle = [1, 2]));
        Refused(CeremonyStep.UserHandleDiffers, await world.AssertAsync(key, d => d.UserHandle = []));
        Assert.IsType<AssertionResult.Verified>(await world.AssertAsync(key, d => d.UserHandle = null, isNamed: true));
        Refused(CeremonyStep.UserHandleDiffers, await world.AssertAsync(key, d => d.UserHandle = [1, 2], isNamed: true));
        Refused(CeremonyStep.UserHandleDiffers, await world.AssertAsync(key, isNamed: true, known: k => k with { UserHandle = "AQI" }));
    }

    [Fact]
    public async Task Only_a_key_that_was_asked_for_and_is_known()
    {
        Refused(CeremonyStep.KeyNotAskedFor, await world.AssertAsync(key, kept: k => k with { Allowed = ["AAEC"] }));
        Refused(CeremonyStep.KeyUnknown, await world.AssertAsync(key, known: _ => null));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(8, 7, true)]
    [InlineData(0, 7, false)]
    [InlineData(7, 7, false)]
    [InlineData(6, 7, false)]
    public async Task The_counter_rises_or_stays_zero_for_ever(uint shown, uint last, bool isLawful)
    {
        var result = await world.AssertAsync(key, d => d.AuthData.Counter = shown, known: k => k with { Counter = last });
        if (isLawful)
            Assert.Equal(shown, Assert.IsType<AssertionResult.Verified>(result).Counter);
        else
            Refused(CeremonyStep.CounterNotHigher, result);
    }

    [Fact]
    public async Task Whether_a_key_can_be_copied_never_changes()
    {
        Refused(CeremonyStep.BackupEligible, await world.AssertAsync(key, d => d.AuthData.Flags |= AuthDataDraft.Be));
        world.Policy = world.Policy with { IsBackupAllowed = true };
        Refused(CeremonyStep.BackupEligibleChanged, await world.AssertAsync(key, d => d.AuthData.Flags |= AuthDataDraft.Be));
        Refused(CeremonyStep.BackupEligibleChanged, await world.AssertAsync(key, known: k => k with { IsBackupEligible = true }));
    }

    [Fact]
    public async Task An_answer_is_good_for_its_own_challenge_alone()
    {
        Refused(
            CeremonyStep.ChallengeDiffers,
            await world.AssertAsync(key, kept: k => k with { Challenge = Base64UrlText.Of(new byte[32]) })
        );
        Refused(CeremonyStep.OptionsExpired, await world.AssertAsync(key, after: _ => world.Clock.Advance(TimeSpan.FromMinutes(5))));
    }

    [Fact]
    public async Task A_kept_key_that_is_broken_refuses_instead_of_failing() =>
        Refused(CeremonyStep.PublicKeyMalformed, await world.AssertAsync(key, known: k => k with { PublicKey = "AAEC" }));

    internal static void Refused(CeremonyStep step, AssertionResult result) =>
        Assert.Equal(step.Code, Assert.IsType<AssertionResult.Refused>(result).Step.Code);
}

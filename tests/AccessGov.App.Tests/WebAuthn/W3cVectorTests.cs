using System.Text.Json.Nodes;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Wire;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>The test vectors of WebAuthn Level 3, as the specification prints them.</summary>
public sealed class W3cVectorTests
{
    private static readonly JsonNode File = JsonNode.Parse(
        System.IO.File.ReadAllText(Sample.InRepository("tests/AccessGov.App.Tests/WebAuthn/w3c-vectors.json"))
    )!;

    private static readonly RelyingParty Party = new("example.org", "Example", ["https://example.org"]);

    [Theory]
    [InlineData("none-es256", "", "")]
    [InlineData("packed-self-es256", "", "")]
    [InlineData("none-es256-crossOrigin", "cross-origin", "cross-origin")]
    [InlineData("none-es256-topOrigin", "cross-origin", "cross-origin")]
    [InlineData("none-es256-long-credential-id", "", "")]
    [InlineData("packed-es256", "", "")]
    [InlineData("packed-es384", "", "")]
    [InlineData("packed-es512", "", "")]
    [InlineData("packed-rs256", "", "")]
    [InlineData("packed-eddsa", "", "")]
    [InlineData("packed-ed448", "public-key-malformed", "")]
    [InlineData("tpm-es256", "format-not-allowed", "")]
    [InlineData("android-key-es256", "format-not-allowed", "")]
    [InlineData("apple-es256", "format-not-allowed", "")]
    // A model that is not zero: FIDO's conformance tools forbid it to CTAP1, and the library with them.
    [InlineData("fido-u2f-es256", "statement-invalid", "")]
    public async Task A_vector_is_verified_or_refused_by_the_step_that_does_not_allow_it(string name, string made, string asserted)
    {
        var vector = File["vectors"]!.AsArray().Single(v => (string)v!["name"]! == name)!;
        var root = Convert.FromHexString((string)File["attestationRoot"]!);
        var isAttested = !name.Contains("none", StringComparison.Ordinal) && !name.Contains("self", StringComparison.Ordinal);
        var policy = new KeyPolicy(isAttested ? new AttestationTrust.ByRoots([root]) : new AttestationTrust.NotAsked())
        {
            Algorithms = KeyPolicy.KnownAlgorithms,
            Formats = KeyPolicy.KnownFormats,
            IsVerified = false,
            IsBackupAllowed = true,
        };
        var (registration, authentication) = (vector["registration"]!, vector["authentication"]!);
        var id = Text(registration, "credential_id");
        var expires = TimeProvider.System.GetUtcNow().AddMinutes(4);
        var answer = new JsonObject
        {
            ["id"] = id,
            ["rawId"] = id,
            ["type"] = "public-key",
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Text(registration, "clientDataJSON"),
                ["attestationObject"] = Text(registration, "attestationObject"),
            },
            ["clientExtensionResults"] = new JsonObject(),
        };
        var result = await new RegistrationCeremony(Party, policy, TimeProvider.System).VerifyAsync(
            answer.ToJsonString(),
            new RegistrationOptions(Text(registration, "challenge"), "AA", policy.Algorithms, expires),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(made, result is RegistrationResult.Refused refused ? refused.Step.Code : "");
        if (made is not ("" or "cross-origin"))
            return;
        var data = AuthenticatorData.Read(
            AttestationObject.Read(Convert.FromHexString((string)registration["attestationObject"]!)).AuthenticatorData
        );
        answer["response"] = new JsonObject
        {
            ["clientDataJSON"] = Text(authentication, "clientDataJSON"),
            ["authenticatorData"] = Text(authentication, "authenticatorData"),
            ["signature"] = Text(authentication, "signature"),
        };
        var known = new KnownKey(Base64UrlText.Of(data.Credential!.PublicKey), "AA", data.Counter, data.IsBackupEligible);
        var assertion = await new AssertionCeremony(Party, policy, TimeProvider.System).VerifyAsync(
            answer.ToJsonString(),
            new AssertionOptions(Text(authentication, "challenge"), "AA", [id], expires),
            (_, _) => Task.FromResult<KnownKey?>(known),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(asserted, assertion is AssertionResult.Refused not ? not.Step.Code : "");
    }

    private static string Text(JsonNode of, string name) => Base64UrlText.Of(Convert.FromHexString((string)of[name]!));
}

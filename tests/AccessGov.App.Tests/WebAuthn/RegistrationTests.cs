using System.Text.Json.Nodes;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

public sealed class RegistrationTests : IDisposable
{
    private readonly KeyWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Options_ask_for_a_security_key_with_PIN_that_its_maker_attests()
    {
        var (kept, text) = new RegistrationCeremony(KeyWorld.Party, world.Policy, world.Clock).Begin(KeyWorld.Holder, ["AAEC"]);
        var json = JsonNode.Parse(text)!;
        Assert.Equal("""["security-key"]""", json["hints"]!.ToJsonString());
        Assert.Equal(("direct", 300000), ((string)json["attestation"]!, (int)json["timeout"]!));
        Assert.Equal("""{"id":"portal.city.example.jp","name":"\u9808\u5742\u5E02"}""", json["rp"]!.ToJsonString());
        Assert.Equal(
            """{"authenticatorAttachment":"cross-platform","residentKey":"required","requireResidentKey":true,"""
                + "\"userVerification\":\"required\"}",
            json["authenticatorSelection"]!.ToJsonString()
        );
        Assert.Equal("""[{"type":"public-key","id":"AAEC"}]""", json["excludeCredentials"]!.ToJsonString());
        Assert.Equal([-7, -8], json["pubKeyCredParams"]!.AsArray().Select(p => (int)p!["alg"]!));
        Assert.Equal(kept.Challenge, (string)json["challenge"]!);
        Assert.Equal(32, Base64UrlText.Read(kept.Challenge).Length);
        Assert.Equal(world.Clock.GetUtcNow().AddMinutes(5), kept.ExpiresAt);
    }

    [Theory]
    [InlineData(-7)]
    [InlineData(-8)]
    public async Task A_key_that_its_maker_attests_is_verified(int algorithm)
    {
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, world.Attestation, algorithm);
        var made = Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync(authenticator: key)).Key;
        Assert.Equal(Base64UrlText.Of(key.CredentialId), made.Id);
        Assert.Equal(Base64UrlText.Of(key.Key.Public), made.PublicKey);
        Assert.Equal((KeyWorld.Model, algorithm, 1u, "packed"), (made.Aaguid, made.Algorithm, made.Counter, made.Format));
        Assert.Equal((true, false, false), (made.IsUserVerified, made.IsBackupEligible, made.IsBackedUp));
        Assert.Equal("Sandbox Key 5", made.Model);
        Assert.Matches("^11[0-9A-F]{22}$", made.CertificateSerial);
    }

    [Theory]
    [InlineData(-35)]
    [InlineData(-36)]
    [InlineData(-257)]
    public async Task Other_algorithms_are_verified_where_policy_offers_them(int algorithm)
    {
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, world.Attestation, algorithm);
        Refused(CeremonyStep.AlgorithmNotOffered, await world.RegisterAsync(authenticator: key));
        world.Policy = world.Policy with { Algorithms = [algorithm] };
        Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync(authenticator: key));
    }

    [Fact]
    public async Task An_extension_that_browsers_add_by_themselves_does_no_harm() =>
        Assert.IsType<RegistrationResult.Verified>(
            await world.RegisterAsync(d =>
            {
                d.AuthData.Flags |= AuthDataDraft.Ed;
                d.AuthData.Extensions = [0xA1, 0x6B, .. "credProtect"u8, 0x02];
            })
        );

    [Fact]
    public async Task Where_policy_asks_no_maker_none_and_self_attestation_will_do()
    {
        world.Policy = new KeyPolicy(new AttestationTrust.NotAsked()) { Formats = ["packed", "none"] };
        Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync(format: "none"));
        using var self = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, null);
        var made = Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync(authenticator: self)).Key;
        Assert.Equal((null, null), (made.Model, made.CertificateSerial));
    }

    [Fact]
    public async Task Where_policy_asks_for_the_maker_neither_none_nor_self_attestation_will_do()
    {
        Refused(CeremonyStep.AttestationNone, await world.RegisterAsync(format: "none"));
        world.Policy = world.Policy with { Formats = ["packed", "none"] };
        Refused(CeremonyStep.AttestationNone, await world.RegisterAsync(format: "none"));
        using var self = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, null);
        Refused(CeremonyStep.AttestationSelf, await world.RegisterAsync(authenticator: self));
    }

    [Fact]
    public async Task A_key_that_speaks_CTAP1_is_known_by_its_certificate_s_key()
    {
        var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(
            world.Attestation.Certificates[0]
        );
        var sha1 = new System.Security.Cryptography.X509Certificates.X509SubjectKeyIdentifierExtension(certificate.PublicKey, false);
        var entry = MetadataMaker.Entry(Guid.Empty, "Old Key", [world.Attestation.Certificates[0]]);
        entry.Remove("aaguid");
        entry["attestationCertificateKeyIdentifiers"] = new JsonArray(sha1.SubjectKeyIdentifier!.ToLowerInvariant());
        world.Policy = new KeyPolicy(new AttestationTrust.ByMetadata(KeyWorld.BlobOf(entry)))
        {
            Formats = ["fido-u2f"],
            IsVerified = false,
        };
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, Guid.Empty, world.Attestation) { Flags = AuthDataDraft.Up };
        var made = Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync(authenticator: key, format: "fido-u2f")).Key;
        Assert.Equal("Old Key", made.Model);
        world.Policy = new KeyPolicy(new AttestationTrust.ByMetadata(world.Blob)) { Formats = ["fido-u2f"], IsVerified = false };
        Refused(CeremonyStep.ModelUnknown, await world.RegisterAsync(authenticator: key, format: "fido-u2f"));
        world.Policy = world.Policy with { IsVerified = true };
        Refused(CeremonyStep.UserUnverified, await world.RegisterAsync(authenticator: key, format: "fido-u2f"));
    }

    [Fact]
    public async Task Options_are_good_for_five_minutes()
    {
        Refused(CeremonyStep.OptionsExpired, await world.RegisterAsync(after: _ => world.Clock.Advance(TimeSpan.FromMinutes(5))));
        // A clock that was set back does not make them good for longer.
        Refused(CeremonyStep.OptionsExpired, await world.RegisterAsync(after: _ => world.Clock.Advance(TimeSpan.FromMinutes(-1))));
        Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync(after: _ => world.Clock.Advance(TimeSpan.FromSeconds(299))));
    }

    [Fact]
    public async Task Only_models_of_the_list_where_policy_has_one()
    {
        world.Policy = world.Policy with { Models = [Guid.NewGuid()] };
        Refused(CeremonyStep.ModelNotAllowed, await world.RegisterAsync());
        world.Policy = world.Policy with { Models = [KeyWorld.Model] };
        Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync());
    }

    [Fact]
    public async Task Without_FIDO_s_list_or_long_after_its_promised_update_no_key_is_registered()
    {
        world.Policy = new KeyPolicy(new AttestationTrust.ByMetadata(null));
        Refused(CeremonyStep.MetadataMissing, await world.RegisterAsync());
        world.Policy = new KeyPolicy(new AttestationTrust.ByMetadata(world.Blob));
        world.Clock.MoveTo(new DateTimeOffset(2026, 6, 30, 23, 0, 0, TimeSpan.Zero));
        Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync());
        world.Clock.MoveTo(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Refused(CeremonyStep.MetadataMissing, await world.RegisterAsync());
    }

    [Fact]
    public async Task Every_report_in_effect_counts_not_the_newest_alone()
    {
        async Task<RegistrationResult> After(params (string, string?, string?)[] reports)
        {
            var blob = KeyWorld.BlobOf(MetadataMaker.Entry(KeyWorld.Model, "K", [world.Maker.Root], reports));
            world.Policy = new KeyPolicy(new AttestationTrust.ByMetadata(blob));
            return await world.RegisterAsync();
        }
        Refused(CeremonyStep.ModelCondemned, await After(("REVOKED", "2025-01-01", null), ("FIDO_CERTIFIED_L2", "2026-01-01", null)));
        Refused(CeremonyStep.ModelCondemned, await After(("USER_VERIFICATION_BYPASS", null, null)));
        Refused(CeremonyStep.ModelCondemned, await After(("ATTESTATION_KEY_COMPROMISE", "2026-04-01", "2026-04-01")));
        Refused(CeremonyStep.ModelCondemned, await After(("A_WORD_OF_TOMORROW", "2026-01-01", null)));
        Assert.IsType<RegistrationResult.Verified>(await After(("REVOKED", "2026-04-02", null)));
        Assert.IsType<RegistrationResult.Verified>(await After(("REVOKED", "2025-01-01", "2026-03-31")));
    }

    /// <summary>Somebody downloads each of the three: the library the CRL, the platform the issuer and OCSP answers.</summary>
    [Fact]
    public async Task No_connection_is_opened_wherever_a_certificate_points()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var lure = new CertificateFaults { Elsewhere = new Uri($"http://{listener.LocalEndpoint}/lure") };
        world.Attestation = world.Maker.Make(KeyWorld.Model, lure);
        Assert.IsType<RegistrationResult.Verified>(await world.RegisterAsync());
        Refused(CeremonyStep.ChainUntrusted, await world.RegisterAsync(after: d => d.Certificates!.RemoveAt(1)));
        Assert.False(listener.Pending());
    }

    internal static void Refused(CeremonyStep step, RegistrationResult result) =>
        Assert.Equal(step.Code, Assert.IsType<RegistrationResult.Refused>(result).Step.Code);
}

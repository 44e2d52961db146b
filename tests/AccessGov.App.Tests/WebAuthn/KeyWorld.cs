using System.Text.Json;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Metadata;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>A portal, a maker of keys whom FIDO lists, and a person with a key.</summary>
public sealed class KeyWorld : IDisposable
{
    public const string Origin = "https://portal.city.example.jp";
    public static readonly Guid Model = Guid.Parse("2fc0579f-8113-47ea-b116-bb5a8db9202a");
    public static readonly byte[] Handle = [7, 7, 7, 1];
    public static readonly RelyingParty Party = new("portal.city.example.jp", "須坂市", [Origin, "https://portal2.city.example.jp:8443"]);

    public KeyWorld()
    {
        Attestation = Maker.Make(Model);
        Blob = BlobOf(MetadataMaker.Entry(Model, "Sandbox Key 5", [Maker.Root], ("FIDO_CERTIFIED_L1", "2024-01-01", null)));
        Policy = new KeyPolicy(new AttestationTrust.ByMetadata(Blob));
    }

    public JumpingClock Clock { get; } = new(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));

    public AttestationMaker Maker { get; } = new();

    public Attestation Attestation { get; set; }

    public MetadataBlob Blob { get; }

    public KeyPolicy Policy { get; set; }

    public static KeyHolder Holder => new(Handle, "001023@city.example.jp", "信州 花子");

    public static MetadataBlob BlobOf(params System.Text.Json.Nodes.JsonNode[] entries)
    {
        using var maker = new MetadataMaker(isRsa: false);
        return MetadataReader.ReadKept(maker.Sign(7, "2026-05-01", entries));
    }

    /// <summary>Begins, lets somebody turn the draft before it is signed and after, and verifies.</summary>
    public async Task<RegistrationResult> RegisterAsync(
        Action<RegistrationDraft>? before = null,
        Action<RegistrationDraft>? after = null,
        SoftwareAuthenticator? authenticator = null,
        string format = "packed",
        Func<RegistrationOptions, RegistrationOptions>? kept = null
    )
    {
        var ceremony = new RegistrationCeremony(Party, Policy, Clock);
        var (options, json) = ceremony.Begin(Holder, []);
        using var own = authenticator is null ? new SoftwareAuthenticator(Origin, Model, Attestation) : null;
        var draft = (authenticator ?? own!).Make(json, format);
        before?.Invoke(draft);
        draft.Sign();
        after?.Invoke(draft);
        // As whatever keeps them does.
        options = JsonSerializer.Deserialize<RegistrationOptions>(JsonSerializer.Serialize(options))!;
        return await ceremony.VerifyAsync(draft.Answer(), kept?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
    }

    /// <summary>The same for a signature by a key; it was made with a lawful registration.</summary>
    public async Task<AssertionResult> AssertAsync(
        SoftwareAuthenticator authenticator,
        Action<AssertionDraft>? before = null,
        Action<AssertionDraft>? after = null,
        Func<AssertionOptions, AssertionOptions>? kept = null,
        Func<KnownKey, KnownKey?>? known = null,
        bool isNamed = false
    )
    {
        var ceremony = new AssertionCeremony(Party, Policy, Clock);
        var id = Base64UrlText.Of(authenticator.CredentialId);
        var (options, json) = ceremony.Begin(isNamed ? Base64UrlText.Of(Handle) : null, isNamed ? [id] : []);
        var draft = authenticator.Get(json);
        draft.UserHandle = Handle;
        before?.Invoke(draft);
        draft.Sign();
        after?.Invoke(draft);
        options = JsonSerializer.Deserialize<AssertionOptions>(JsonSerializer.Serialize(options))!;
        var key = new KnownKey(Base64UrlText.Of(authenticator.Key.Public), Base64UrlText.Of(Handle), 0, false);
        return await ceremony.VerifyAsync(
            draft.Answer(),
            kept?.Invoke(options) ?? options,
            (asked, _) => Task.FromResult(asked == id ? (known is null ? key : known(key)) : null),
            TestContext.Current.CancellationToken
        );
    }

    public void Dispose() => Maker.Dispose();
}

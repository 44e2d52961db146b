using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccessGov.App.WebAuthn;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.Benchmarks.WebAuthn;

/// <summary>
/// A portal's ceremonies: ES256 keys, each attested (packed, with certificates) by one maker, whose root is the only one trusted. The
/// signature's verification is the same work whoever does it.
/// </summary>
internal sealed class Ceremonies
{
    /// <summary>Keys made, whose maker is trusted.</summary>
    public const string Registrations = "registration";

    /// <summary>Signatures by these keys.</summary>
    public const string Assertions = "assertion";

    /// <summary>Keys made, whose maker nobody trusts: both sides must refuse them, or they do not do the same work.</summary>
    public const string Foreign = "foreign";

    private const string Origin = "https://portal.city.example.jp";
    private const string Root = "CERTIFICATE";
    private static readonly Guid Model = Guid.Parse("2fc0579f-8113-47ea-b116-bb5a8db9202a");
    private static readonly RelyingParty Party = new("portal.city.example.jp", "須坂市", [Origin]);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly RegistrationCeremony registration;
    private readonly AssertionCeremony assertion;
    private readonly byte[] root;
    private readonly List<Ceremony> all = [];

    /// <summary>Makes as many of each kind; of the foreign ones one.</summary>
    public Ceremonies(int count)
    {
        using var maker = new AttestationMaker();
        using var stranger = new AttestationMaker("Other Keys");
        root = maker.Root;
        var policy = new KeyPolicy(new AttestationTrust.ByRoots([root]));
        // It stands: the benchmark may last longer than a person has for an answer.
        var clock = new JumpingClock(DateTimeOffset.UtcNow);
        (registration, assertion) = (new(Party, policy, clock), new(Party, policy, clock));
        var attestation = maker.Make(Model);
        for (var i = 0; i < count; i++)
            Make(attestation, Registrations);
        Make(stranger.Make(Model), Foreign);
    }

    /// <summary>Writes what the peer needs: the party, then one ceremony a line.</summary>
    public Task WriteAsync(string file, CancellationToken ct) =>
        File.WriteAllLinesAsync(
            file,
            all.Select(c =>
                    JsonSerializer.Serialize(
                        new
                        {
                            c.Kind,
                            c.Answer,
                            c.Challenge,
                            c.Id,
                            c.PublicKey,
                            c.Counter,
                        },
                        Json
                    )
                )
                .Prepend(
                    JsonSerializer.Serialize(
                        new
                        {
                            RpId = Party.Id,
                            Origin,
                            Root = PemEncoding.WriteString(Root, root),
                        },
                        Json
                    )
                ),
            ct
        );

    /// <summary>Verifies every ceremony of a kind, one after the other.</summary>
    public async Task<Turn> VerifyAsync(string kind, CancellationToken ct)
    {
        var ceremonies = all.Where(c => c.Kind == kind).ToArray();
        var (verified, why) = (0, "");
        var (began, spent) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        foreach (var ceremony in ceremonies)
            if (await RefusedAsync(ceremony, ct) is { } refusal)
                why = refusal;
            else
                verified++;
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        return new Turn(verified, why, seconds, (Environment.CpuUsage.TotalTime - spent).TotalSeconds);
    }

    private async Task<string?> RefusedAsync(Ceremony ceremony, CancellationToken ct)
    {
        if (ceremony.Registration is { } made)
            return await registration.VerifyAsync(ceremony.Answer, made, ct) is RegistrationResult.Refused refused
                ? $"{refused.Step.Code} {refused.Why}"
                : null;
        var kept = ceremony.Assertion!;
        var known = new KnownKey(ceremony.PublicKey, kept.UserHandle!, ceremony.Counter, false);
        return
            await assertion.VerifyAsync(ceremony.Answer, kept, (_, _) => Task.FromResult<KnownKey?>(known), ct)
                is AssertionResult.Refused no
            ? $"{no.Step.Code} {no.Why}"
            : null;
    }

    private void Make(Attestation attestation, string kind)
    {
        using var key = new SoftwareAuthenticator(Origin, Model, attestation);
        var holder = new KeyHolder(RandomNumberGenerator.GetBytes(64), "001023@city.example.jp", "信州 花子");
        var (id, publicKey) = (Base64Url.EncodeToString(key.CredentialId), Base64Url.EncodeToString(key.Key.Public));
        var (made, json) = registration.Begin(holder, []);
        all.Add(
            new Ceremony(kind, key.Make(json).Sign().Answer(), made.Challenge, id, publicKey, 0)
            {
                Registration = made,
            }
        );
        if (kind == Foreign)
            return;
        var (asked, question) = assertion.Begin(made.UserHandle, [id]);
        all.Add(
            new Ceremony(Assertions, key.Get(question).Sign().Answer(), asked.Challenge, id, publicKey, 1)
            {
                Assertion = asked,
            }
        );
    }
}

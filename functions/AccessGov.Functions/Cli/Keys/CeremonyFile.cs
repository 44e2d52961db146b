using System.Text.Json;
using AccessGov.App.WebAuthn;
using AccessGov.App.WebAuthn.Metadata;
using AccessGov.App.WebAuthn.Wire;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Keys;

/// <summary>
/// One ceremony as a file. Without roots nobody must vouch for a new key. What only the server knows is not asked: whose key it is,
/// whether somebody has it already, its last counter, and how long ago the options were made.
/// </summary>
internal sealed class CeremonyFile
{
    private readonly Dictionary<string, string> texts = [];
    private readonly List<string> origins = [];
    private readonly List<byte[]> roots = [];
    private bool isUserVerified;

    public bool IsRegistration => Of("type") == "registration";

    private RelyingParty Party => new(Of("rpId"), Of("rpId"), origins);

    private KeyPolicy Policy =>
        new(roots.Count > 0 ? new AttestationTrust.ByRoots(roots) : new AttestationTrust.NotAsked())
        {
            Algorithms = KeyPolicy.KnownAlgorithms,
            Formats = KeyPolicy.KnownFormats,
            IsVerified = isUserVerified,
            IsBackupAllowed = true,
        };

    /// <summary>Reads it; throws <see cref="FlawException"/> that says what is wrong.</summary>
    /// <param name="utf8">The file.</param>
    public static CeremonyFile Read(byte[] utf8)
    {
        var file = new CeremonyFile();
        using (var document = DocumentOf(utf8))
            foreach (var member in document.RootElement.EnumerateObject())
                file.Take(member.Name, member.Value);
        if (file.Of("type") is not ("registration" or "authentication"))
            throw new FlawException(Wording.Of("CeremonyFile.type"));
        if (file.origins.Count == 0)
            throw new FlawException(Wording.Of("Json.member-missing", "origins"));
        return file;
    }

    /// <summary>Verifies the making of a key.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public Task<RegistrationResult> RegistrationAsync(CancellationToken ct)
    {
        var kept = new RegistrationOptions(Of("challenge"), "AA", KeyPolicy.KnownAlgorithms, Expiry());
        var answer = new
        {
            id = Of("credentialId"),
            rawId = Of("credentialId"),
            type = "public-key",
            response = new { clientDataJSON = Of("clientDataJSON"), attestationObject = Of("attestationObject") },
        };
        return new RegistrationCeremony(Party, Policy, TimeProvider.System).VerifyAsync(JsonSerializer.Serialize(answer), kept, ct);
    }

    /// <summary>Verifies a signature.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public Task<AssertionResult> AssertionAsync(CancellationToken ct)
    {
        var id = Of("credentialId");
        // Whether it may be copied is compared with what the server knows; here the key's own word stands for that.
        var data = BytesOf("authenticatorData");
        var known = new KnownKey(Of("publicKey"), "AA", 0, data.Length > 32 && (data[32] & 0x08) != 0);
        var kept = new AssertionOptions(Of("challenge"), "AA", [id], Expiry());
        var answer = new
        {
            id,
            rawId = id,
            type = "public-key",
            response = new
            {
                clientDataJSON = Of("clientDataJSON"),
                authenticatorData = Of("authenticatorData"),
                signature = Of("signature"),
            },
        };
        return new AssertionCeremony(Party, Policy, TimeProvider.System).VerifyAsync(
            JsonSerializer.Serialize(answer),
            kept,
            (_, _) => Task.FromResult<KnownKey?>(known),
            ct
        );
    }

    private static DateTimeOffset Expiry() => TimeProvider.System.GetUtcNow() + RegistrationOptions.ValidFor / 2;

    private void Take(string name, JsonElement value)
    {
        switch (name)
        {
            case "origins":
                origins.AddRange(TextsOf(name, value));
                break;
            case "roots":
                roots.AddRange(TextsOf(name, value).SelectMany(RootsOf));
                break;
            case "uv":
                isUserVerified = value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? value.GetBoolean()
                    : throw new FlawException(Wording.Of("CeremonyFile.no-truth", name));
                break;
            case "type" or "rpId" or "challenge" or "attestationObject" or "clientDataJSON":
            case "authenticatorData" or "signature" or "credentialId" or "publicKey":
                texts[name] = TextOf(name, value);
                break;
            default:
                throw new FlawException(Wording.Of("Json.member-unknown", name));
        }
    }

    private static JsonDocument DocumentOf(byte[] utf8)
    {
        try
        {
            return WireJson.Read(utf8);
        }
        catch (WireFault e)
        {
            throw new FlawException(Wording.Of("CeremonyFile.not-json"), e);
        }
    }

    private static IReadOnlyList<byte[]> RootsOf(string pem)
    {
        try
        {
            return MetadataRoots.FromPem(pem);
        }
        catch (FormatException e)
        {
            throw new FlawException(Wording.Of("CeremonyFile.no-roots"), e);
        }
    }

    private static string TextOf(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FlawException(Wording.Of("CeremonyFile.no-text", name));

    private static IEnumerable<string> TextsOf(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(v => TextOf(name, v))
            : throw new FlawException(Wording.Of("Json.member-no-list", name));

    private byte[] BytesOf(string name)
    {
        try
        {
            return Base64UrlText.Read(Of(name));
        }
        catch (WireFault e)
        {
            throw new FlawException(Wording.Of("CeremonyFile.not-base64url", name), e);
        }
    }

    private string Of(string name) =>
        texts.TryGetValue(name, out var text) ? text : throw new FlawException(Wording.Of("Json.member-missing", name));
}

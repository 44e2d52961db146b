using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>A security key made of software: it reads the options as a browser gets them, and makes drafts of lawful answers.</summary>
/// <param name="origin">The page that asks.</param>
/// <param name="aaguid">Its model.</param>
/// <param name="attestation">Who attests it; null: it attests itself.</param>
/// <param name="algorithm">COSE number of its key's algorithm.</param>
public sealed class SoftwareAuthenticator(string origin, Guid aaguid, Attestation? attestation, int algorithm = -7) : IDisposable
{
    /// <summary>Its key.</summary>
    public CredentialKey Key { get; } = new(algorithm);

    /// <summary>Id of its key.</summary>
    public byte[] CredentialId { get; } = RandomNumberGenerator.GetBytes(48);

    /// <summary>For whom the key was made.</summary>
    public byte[] UserHandle { get; private set; } = [];

    /// <summary>Signature counter, as the next answer will show it.</summary>
    public uint Counter { get; set; } = 1;

    /// <summary>Flags of every answer, besides the one for a new key.</summary>
    public byte Flags { get; set; } = AuthDataDraft.Up | AuthDataDraft.Uv;

    /// <summary>Makes a key; sign the draft, then send its answer.</summary>
    /// <param name="optionsJson">As the browser gets them.</param>
    /// <param name="format">Format of attestation.</param>
    public RegistrationDraft Make(string optionsJson, string format = "packed")
    {
        var options = JsonNode.Parse(optionsJson)!;
        UserHandle = Base64Url.DecodeFromChars((string)options["user"]!["id"]!);
        return new RegistrationDraft
        {
            Key = Key,
            Format = format,
            Attestation = attestation,
            ClientData = ClientData("webauthn.create", options),
            AuthData =
            {
                RpId = (string)options["rp"]!["id"]!,
                Flags = (byte)(Flags | AuthDataDraft.At),
                Counter = Counter++,
                Aaguid = aaguid,
                CredentialId = CredentialId,
                PublicKey = Key.Public,
            },
        };
    }

    /// <summary>Signs with the key; sign the draft, then send its answer.</summary>
    /// <param name="optionsJson">As the browser gets them.</param>
    public AssertionDraft Get(string optionsJson)
    {
        var options = JsonNode.Parse(optionsJson)!;
        return new AssertionDraft
        {
            Key = Key,
            RawId = Base64Url.EncodeToString(CredentialId),
            UserHandle = UserHandle,
            ClientData = ClientData("webauthn.get", options),
            AuthData =
            {
                RpId = (string)options["rpId"]!,
                Flags = Flags,
                Counter = Counter++,
            },
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    private JsonObject ClientData(string type, JsonNode options) =>
        new()
        {
            ["type"] = type,
            ["challenge"] = (string)options["challenge"]!,
            ["origin"] = origin,
            ["crossOrigin"] = false,
        };
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>A signature by a key, part by part; see <see cref="RegistrationDraft"/>.</summary>
public sealed class AssertionDraft
{
    private byte[]? clientDataJson;
    private byte[]? authDataBytes;

    /// <summary>Client data, as long as <see cref="ClientDataJson"/> is not set.</summary>
    public JsonObject ClientData { get; set; } = [];

    /// <summary>The bytes of client data.</summary>
    public byte[] ClientDataJson
    {
        get => clientDataJson ?? Encoding.UTF8.GetBytes(ClientData.ToJsonString());
        set => clientDataJson = value;
    }

    /// <summary>Authenticator data.</summary>
    public AuthDataDraft AuthData { get; } = new();

    /// <summary>Its bytes.</summary>
    public byte[] AuthDataBytes
    {
        get => authDataBytes ?? AuthData.Write();
        set => authDataBytes = value;
    }

    /// <summary>The key that signs.</summary>
    public required CredentialKey Key { get; set; }

    /// <summary>The signature.</summary>
    public byte[] Signature { get; set; } = [];

    /// <summary>Whose key it is; null: the authenticator does not say.</summary>
    public byte[]? UserHandle { get; set; }

    /// <summary>The key's id.</summary>
    public required string RawId { get; set; }

    /// <summary>The answer's id; null: the raw one.</summary>
    public string? Id { get; set; }

    /// <summary>What was changed of the answer as JSON.</summary>
    public Func<JsonObject, string> Finish { get; set; } = answer => answer.ToJsonString();

    /// <summary>Signs what there is.</summary>
    public AssertionDraft Sign()
    {
        Signature = Key.Sign([.. AuthDataBytes, .. SHA256.HashData(ClientDataJson)]);
        return this;
    }

    /// <summary>The answer, as a browser sends it.</summary>
    public string Answer()
    {
        var response = new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientDataJson),
            ["authenticatorData"] = Base64Url.EncodeToString(AuthDataBytes),
            ["signature"] = Base64Url.EncodeToString(Signature),
        };
        if (UserHandle is not null)
            response["userHandle"] = Base64Url.EncodeToString(UserHandle);
        return Finish(
            new JsonObject
            {
                ["id"] = Id ?? RawId,
                ["rawId"] = RawId,
                ["type"] = "public-key",
                ["response"] = response,
                ["clientExtensionResults"] = new JsonObject(),
            }
        );
    }
}

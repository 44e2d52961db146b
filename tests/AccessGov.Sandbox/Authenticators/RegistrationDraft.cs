using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>The making of a key, part by part: what is turned before <see cref="Sign"/> is an evil authenticator, later the way.</summary>
public sealed class RegistrationDraft
{
    /// <summary>Client data, as long as <see cref="ClientDataJson"/> is not set.</summary>
    public JsonObject ClientData { get; set; } = [];

    /// <summary>The bytes of client data.</summary>
    public byte[] ClientDataJson
    {
        get => clientDataJson ?? Encoding.UTF8.GetBytes(ClientData.ToJsonString());
        set => clientDataJson = value;
    }

    private byte[]? clientDataJson;
    private byte[]? authDataBytes;
    private byte[]? attestationObject;

    /// <summary>Authenticator data.</summary>
    public AuthDataDraft AuthData { get; } = new();

    /// <summary>Its bytes.</summary>
    public byte[] AuthDataBytes
    {
        get => authDataBytes ?? AuthData.Write();
        set => authDataBytes = value;
    }

    /// <summary>Attestation format.</summary>
    public string Format { get; set; } = "packed";

    /// <summary>What attests; null for self-attestation.</summary>
    public Attestation? Attestation { get; set; }

    /// <summary>The new key.</summary>
    public required CredentialKey Key { get; init; }

    /// <summary>Certificates of the statement; null: none is written.</summary>
    public List<byte[]>? Certificates { get; set; }

    /// <summary>Algorithm of the statement; null: none is written.</summary>
    public int? Algorithm { get; set; }

    /// <summary>Signature of the statement; null: none is written.</summary>
    public byte[]? Signature { get; set; }

    /// <summary>A member that statements do not have.</summary>
    public string? OddMember { get; set; }

    /// <summary>The answer's id; null: the credential's.</summary>
    public string? Id { get; set; }

    /// <summary>The answer's raw id; null: the credential's.</summary>
    public string? RawId { get; set; }

    /// <summary>What was changed of the answer as JSON.</summary>
    public Func<JsonObject, string> Finish { get; set; } = answer => answer.ToJsonString();

    /// <summary>Signs what there is, as the format asks for.</summary>
    public RegistrationDraft Sign()
    {
        byte[] data = [.. AuthDataBytes, .. SHA256.HashData(ClientDataJson)];
        switch (Format)
        {
            case "none":
                break;
            case "fido-u2f":
                Certificates = [Attestation!.Certificates[0]];
                Signature = SignBy(Attestation.Key, U2fData());
                break;
            case var _ when Attestation is { } by:
                (Certificates, Algorithm, Signature) = ([.. by.Certificates], -7, SignBy(by.Key, data));
                break;
            default:
                (Algorithm, Signature) = (Key.Algorithm, Key.Sign(data));
                break;
        }
        return this;
    }

    /// <summary>The attestation object, canonical.</summary>
    public byte[] AttestationObject
    {
        get => attestationObject ?? Write();
        set => attestationObject = value;
    }

    /// <summary>The answer, as a browser sends it.</summary>
    public string Answer()
    {
        var id = Base64Url.EncodeToString(AuthData.CredentialId);
        return Finish(
            new JsonObject
            {
                ["id"] = Id ?? id,
                ["rawId"] = RawId ?? id,
                ["type"] = "public-key",
                ["authenticatorAttachment"] = "cross-platform",
                ["response"] = new JsonObject
                {
                    ["clientDataJSON"] = Base64Url.EncodeToString(ClientDataJson),
                    ["attestationObject"] = Base64Url.EncodeToString(AttestationObject),
                    ["transports"] = new JsonArray("usb", "nfc"),
                },
                ["clientExtensionResults"] = new JsonObject(),
            }
        );
    }

    private static byte[] SignBy(ECDsa key, byte[] data) =>
        key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private byte[] U2fData()
    {
        var (x, y) = Key.Parts();
        return [0, .. AuthData.RpIdHash, .. SHA256.HashData(ClientDataJson), .. AuthData.CredentialId, 4, .. x, .. y];
    }

    private byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString(Format);
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(new object?[] { Algorithm, Signature, Certificates, OddMember }.Count(m => m is not null));
        if (Algorithm is { } algorithm)
        {
            writer.WriteTextString("alg");
            writer.WriteInt32(algorithm);
        }
        if (Signature is not null)
        {
            writer.WriteTextString("sig");
            writer.WriteByteString(Signature);
        }
        if (Certificates is not null)
        {
            writer.WriteTextString("x5c");
            writer.WriteStartArray(Certificates.Count);
            foreach (var certificate in Certificates)
                writer.WriteByteString(certificate);
            writer.WriteEndArray();
        }
        if (OddMember is not null)
        {
            writer.WriteTextString(OddMember);
            writer.WriteByteString([1]);
        }
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString(AuthDataBytes);
        writer.WriteEndMap();
        return writer.Encode();
    }
}

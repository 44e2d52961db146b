using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>Authenticator data before it is signed: every field can be turned (WebAuthn L3 §6.1).</summary>
public sealed class AuthDataDraft
{
    /// <summary>Flag bits.</summary>
    public const byte Up = 0x01,
        Uv = 0x04,
        Be = 0x08,
        Bs = 0x10,
        At = 0x40,
        Ed = 0x80;

    /// <summary>Hash of the RP ID.</summary>
    public byte[] RpIdHash { get; set; } = new byte[32];

    /// <summary>The RP ID whose hash it is.</summary>
    public string RpId
    {
        set => RpIdHash = SHA256.HashData(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The flags, as they are written.</summary>
    public byte Flags { get; set; }

    /// <summary>Signature counter.</summary>
    public uint Counter { get; set; }

    /// <summary>Model; null: no attested credential is written.</summary>
    public Guid? Aaguid { get; set; }

    /// <summary>Credential id.</summary>
    public byte[] CredentialId { get; set; } = [];

    /// <summary>Another length than the id has.</summary>
    public ushort? IdLength { get; set; }

    /// <summary>Public key (COSE).</summary>
    public byte[] PublicKey { get; set; } = [];

    /// <summary>Extensions (CBOR).</summary>
    public byte[] Extensions { get; set; } = [];

    /// <summary>What follows.</summary>
    public byte[] Tail { get; set; } = [];

    /// <summary>The bytes.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        stream.Write(RpIdHash);
        stream.WriteByte(Flags);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, Counter);
        stream.Write(number);
        if (Aaguid is { } model)
        {
            stream.Write(model.ToByteArray(bigEndian: true));
            BinaryPrimitives.WriteUInt16BigEndian(number, IdLength ?? (ushort)CredentialId.Length);
            stream.Write(number[..2]);
            stream.Write(CredentialId);
            stream.Write(PublicKey);
        }
        stream.Write(Extensions);
        stream.Write(Tail);
        return stream.ToArray();
    }
}

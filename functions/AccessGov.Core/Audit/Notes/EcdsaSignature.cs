using System.Formats.Asn1;
using System.Security.Cryptography;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Notes;

/// <summary>ECDSA P-256 with SHA-256 as signed notes have it: in DER.</summary>
public static class EcdsaSignature
{
    private const int Half = 32;

    /// <summary>What every P-256 key in DER begins with (RFC 5480 §2): id-ecPublicKey, prime256v1, a point that is uncompressed.</summary>
    private static ReadOnlySpan<byte> Start =>
        [0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 3, 0x42, 0, 4];

    /// <summary>Turns a signature of a key vault (ES256: r, then s) into DER.</summary>
    /// <param name="raw">64 bytes.</param>
    /// <exception cref="FormatException">There are more or fewer.</exception>
    public static byte[] ToDer(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != 2 * Half)
            throw new FormatException($"A raw P-256 signature has {2 * Half} bytes, not {raw.Length}.");
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Shortest(raw[..Half]));
            writer.WriteIntegerUnsigned(Shortest(raw[Half..]));
        }
        return writer.Encode();
    }

    internal static bool Holds(ReadOnlySpan<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> data, ReadOnlySpan<byte> der)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key.VerifyData(data, der, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Why the bytes are no P-256 key in the one spelling that is exported, or null.</summary>
    internal static Wording? FlawOfKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        // Looked at first: a platform fails in ways of its own on curves that it does not know.
        if (subjectPublicKeyInfo.Length != Start.Length + 2 * Half || !subjectPublicKeyInfo.StartsWith(Start))
            return Wording.Of("Note.key-not-p256");
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return null;
        }
        catch (CryptographicException)
        {
            return Wording.Of("Note.key-no-point");
        }
    }

    /// <summary>Without leading zeros, which a DER integer must not have; one stays of a zero.</summary>
    private static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> number)
    {
        var first = number.IndexOfAnyExcept((byte)0);
        return first < 0 ? number[^1..] : number[first..];
    }
}

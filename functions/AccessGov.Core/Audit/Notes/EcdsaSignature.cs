using System.Formats.Asn1;
using System.Security.Cryptography;

namespace AccessGov.Core.Audit.Notes;

/// <summary>ECDSA P-256 with SHA-256 as signed notes have it: in DER.</summary>
public static class EcdsaSignature
{
    private const int Half = 32;

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
    internal static string? FlawOfKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return
                key.ExportParameters(false).Curve.Oid.Value == CheckpointKeys.P256
                && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(subjectPublicKeyInfo)
                ? null
                : "an ECDSA key is a P-256 key in DER";
        }
        catch (CryptographicException)
        {
            return "the ECDSA key cannot be read";
        }
    }

    /// <summary>Without leading zeros, which a DER integer must not have; one stays of a zero.</summary>
    private static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> number)
    {
        var first = number.IndexOfAnyExcept((byte)0);
        return first < 0 ? number[^1..] : number[first..];
    }
}

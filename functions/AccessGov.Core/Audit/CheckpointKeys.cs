using System.Security.Cryptography;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>The public keys that a verifier trusts: one, or several after a key was replaced.</summary>
public sealed class CheckpointKeys
{
    /// <summary>Object identifier of the curve (RFC 5480 §2.1.1.1).</summary>
    public const string P256 = "1.2.840.10045.3.1.7";

    private readonly Dictionary<KeyId, byte[]> keys = [];

    private CheckpointKeys() { }

    /// <summary>Ids of the keys, in ordinal order.</summary>
    public IReadOnlyList<KeyId> Ids => [.. keys.Keys.OrderBy(k => k.Value, StringComparer.Ordinal)];

    /// <summary>Reads one or more <c>PUBLIC KEY</c> blocks.</summary>
    /// <param name="pem">Text in PEM; what stands between the blocks is passed over.</param>
    /// <exception cref="FormatException">There is none, or one is no P-256 key, or a private key is among them.</exception>
    public static CheckpointKeys FromPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var read = new CheckpointKeys();
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var block); rest = rest[block.Location.End..])
        {
            if (rest[block.Label] is not "PUBLIC KEY")
                throw new FlawException(Wording.Of("Audit.key-other-block", rest[block.Label].ToString()));
            var der = Convert.FromBase64String(rest[block.Base64Data].ToString());
            using var key = Import(der);
            read.keys[KeyId.Of(der)] = der;
        }
        return read.keys.Count > 0 ? read : throw new FlawException(Wording.Of("Audit.key-no-block"));
    }

    /// <summary>Why a checkpoint is not to be trusted, or null when its signature holds.</summary>
    /// <param name="checkpoint">The checkpoint with its signature.</param>
    public Wording? Flaw(SignedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var id = checkpoint.Checkpoint.Key;
        if (!keys.TryGetValue(id, out var der))
            return Wording.Of("Audit.key-not-given", id, Ids);
        using var key = Import(der);
        return key.VerifyData(
            CheckpointText.Bytes(checkpoint.Checkpoint),
            Convert.FromBase64String(checkpoint.Signature),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        )
            ? null
            : Wording.Of("Audit.signature-fails", id);
    }

    private static ECDsa Import(byte[] der)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(der, out var read);
            if (read != der.Length || key.ExportParameters(false).Curve.Oid.Value != P256)
                throw new CryptographicException("it is no P-256 key");
            return key;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw new FlawException(Wording.Of("Audit.key-unusable"), e);
        }
    }
}

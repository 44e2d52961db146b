using System.Formats.Cbor;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace AccessGov.Sandbox.Authenticators;

/// <summary>A key pair within an authenticator.</summary>
public sealed class CredentialKey : IDisposable
{
    private readonly ECDsa? ec;
    private readonly RSA? rsa;
    private readonly Key? ed;

    /// <summary>Makes one.</summary>
    /// <param name="algorithm">COSE number: -7, -35, -36, -257, -8.</param>
    public CredentialKey(int algorithm)
    {
        Algorithm = algorithm;
        switch (algorithm)
        {
            case -7 or -35 or -36:
                ec = ECDsa.Create(Curve(algorithm));
                break;
            case -257:
                rsa = RSA.Create(2048);
                break;
            case -8:
                ed = Key.Create(SignatureAlgorithm.Ed25519);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(algorithm));
        }
    }

    /// <summary>COSE number of its algorithm.</summary>
    public int Algorithm { get; }

    /// <summary>The public key (COSE).</summary>
    public byte[] Public => Write(Algorithm, Parts());

    /// <summary>The point or the raw key; modulus and exponent for RSA.</summary>
    public (byte[] First, byte[] Second) Parts()
    {
        if (ec is not null && ec.ExportParameters(false).Q is { } point)
            return (point.X!, point.Y!);
        if (rsa is not null && rsa.ExportParameters(false) is { } parameters)
            return (parameters.Modulus!, parameters.Exponent!);
        return (ed!.PublicKey.Export(KeyBlobFormat.RawPublicKey), []);
    }

    /// <summary>Signs as authenticators do.</summary>
    /// <param name="data">What.</param>
    public byte[] Sign(byte[] data) =>
        ec?.SignData(data, Hash(Algorithm), DSASignatureFormat.Rfc3279DerSequence)
        ?? rsa?.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        ?? SignatureAlgorithm.Ed25519.Sign(ed!, data);

    /// <summary>Writes a public key, with whatever algorithm beside it.</summary>
    /// <param name="algorithm">What it says of itself.</param>
    /// <param name="parts">The point, or the raw key, or modulus and exponent.</param>
    /// <param name="curve">Another curve; null for the algorithm's own.</param>
    public static byte[] Write(int algorithm, (byte[] First, byte[] Second) parts, int? curve = null)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        var kty =
            algorithm == -257 ? 3
            : algorithm == -8 ? 1
            : 2;
        writer.WriteStartMap(kty == 3 || kty == 1 ? 4 : 5);
        void Number(int label, int value)
        {
            writer.WriteInt32(label);
            writer.WriteInt32(value);
        }
        void Bytes(int label, byte[] value)
        {
            writer.WriteInt32(label);
            writer.WriteByteString(value);
        }
        Number(1, kty);
        Number(3, algorithm);
        if (kty == 3)
        {
            Bytes(-1, parts.First);
            Bytes(-2, parts.Second);
        }
        else
        {
            Number(
                -1,
                curve
                    ?? (
                        algorithm == -7 ? 1
                        : algorithm == -35 ? 2
                        : algorithm == -36 ? 3
                        : 6
                    )
            );
            Bytes(-2, parts.First);
            if (kty == 2)
                Bytes(-3, parts.Second);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ec?.Dispose();
        rsa?.Dispose();
        ed?.Dispose();
    }

    private static ECCurve Curve(int algorithm) =>
        algorithm switch
        {
            -7 => ECCurve.NamedCurves.nistP256,
            -35 => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        };

    private static HashAlgorithmName Hash(int algorithm) =>
        algorithm switch
        {
            -7 => HashAlgorithmName.SHA256,
            -35 => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
}

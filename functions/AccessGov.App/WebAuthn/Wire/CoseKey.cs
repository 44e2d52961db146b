using System.Formats.Cbor;
using System.Security.Cryptography;

namespace AccessGov.App.WebAuthn.Wire;

/// <summary>A public key as authenticators write it (RFC 9053), of an algorithm, type and curve that belong together.</summary>
internal sealed record CoseKey(int Algorithm)
{
    /// <summary>ECDSA with SHA-256 on P-256.</summary>
    public const int Es256 = -7;

    /// <summary>ECDSA with SHA-384 on P-384.</summary>
    public const int Es384 = -35;

    /// <summary>ECDSA with SHA-512 on P-521.</summary>
    public const int Es512 = -36;

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    public const int Rs256 = -257;

    /// <summary>EdDSA, of which Ed25519 alone is known here.</summary>
    public const int EdDsa = -8;

    private const int ShortestRsa = 2048 / 8,
        LongestRsa = 4096 / 8;

    /// <summary>True for ECDSA, whose signatures are DER.</summary>
    /// <param name="algorithm">Number of the algorithm.</param>
    public static bool IsEcdsa(int algorithm) => algorithm is Es256 or Es384 or Es512;

    /// <summary>Every algorithm whose keys are read here.</summary>
    public static IReadOnlyList<int> Known { get; } = [Es256, EdDsa, Es384, Es512, Rs256];

    /// <summary>Reads a key; throws <see cref="WireFault"/> when algorithm, type, curve and lengths do not belong together.</summary>
    /// <param name="bytes">The key and nothing else.</param>
    public static CoseKey Read(ReadOnlyMemory<byte> bytes) => StrictCbor.Read("public key", () => Parse(bytes));

    private static CoseKey Parse(ReadOnlyMemory<byte> bytes)
    {
        var reader = StrictCbor.Open(bytes);
        var numbers = new Dictionary<int, int>();
        var texts = new Dictionary<int, byte[]>();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.ReadInt32();
            if (reader.PeekState() == CborReaderState.ByteString)
                texts[label] = reader.ReadByteString();
            else
                numbers[label] = reader.ReadInt32();
        }
        reader.ReadEndMap();
        if (reader.BytesRemaining > 0)
            throw new WireFault("Bytes follow the public key.");
        var algorithm = numbers.GetValueOrDefault(3);
        var fits = algorithm switch
        {
            Es256 => IsPoint(numbers, texts, 1, 32, ECCurve.NamedCurves.nistP256),
            Es384 => IsPoint(numbers, texts, 2, 48, ECCurve.NamedCurves.nistP384),
            Es512 => IsPoint(numbers, texts, 3, 66, ECCurve.NamedCurves.nistP521),
            EdDsa => Is(numbers, kty: 1, crv: 6) && texts.Keys.Order().SequenceEqual([-2]) && texts[-2].Length == 32,
            Rs256 => Is(numbers, kty: 3, crv: null) && IsRsa(texts),
            _ => false,
        };
        return fits ? new CoseKey(algorithm) : throw new WireFault("The public key's algorithm, type and curve do not belong together.");
    }

    private static bool Is(Dictionary<int, int> numbers, int kty, int? crv) =>
        numbers.GetValueOrDefault(1) == kty
        && numbers.Count == (crv is null ? 2 : 3)
        && (crv is null || numbers.GetValueOrDefault(-1) == crv);

    private static bool IsPoint(Dictionary<int, int> numbers, Dictionary<int, byte[]> texts, int crv, int size, ECCurve curve)
    {
        if (!Is(numbers, kty: 2, crv) || !texts.Keys.Order().SequenceEqual([-3, -2]) || texts.Values.Any(t => t.Length != size))
            return false;
        try
        {
            // What lies on no curve is no key.
            using var key = ECDsa.Create(
                new ECParameters
                {
                    Curve = curve,
                    Q = new ECPoint { X = texts[-2], Y = texts[-3] },
                }
            );
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsRsa(Dictionary<int, byte[]> texts) =>
        texts.Keys.Order().SequenceEqual([-2, -1])
        && texts[-1] is { Length: >= ShortestRsa and <= LongestRsa } modulus
        && modulus[0] != 0
        && (modulus[^1] & 1) == 1
        && texts[-2].AsSpan().SequenceEqual((byte[])[1, 0, 1]);
}

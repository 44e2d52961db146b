using System.Buffers.Binary;
using System.Security.Cryptography;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Trees;

/// <summary>32 bytes of SHA-256, held without an array: a million of them are a million times 32 bytes.</summary>
public readonly record struct Digest
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly ulong first,
        second,
        third,
        fourth;

    /// <summary>Takes 32 bytes as they are.</summary>
    /// <param name="bytes">Exactly 32.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A digest has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The bytes in base64, as proofs and checkpoints have them.</summary>
    public string Base64
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Length];
            CopyTo(bytes);
            return Convert.ToBase64String(bytes);
        }
    }

    // One context a thread: of many short hashes a new one each takes a quarter longer.
    [ThreadStatic]
    private static IncrementalHash? sha;

    /// <summary>SHA-256 of some bytes.</summary>
    /// <param name="data">The bytes.</param>
    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Length];
        sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(data);
        sha.GetHashAndReset(hash);
        return new Digest(hash);
    }

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="digest">What was read.</param>
    public static bool TryParseHex(string? text, out Digest digest)
    {
        var fits = text is { Length: 2 * Length } && CanonicalText.IsLowerHex(text.AsSpan());
        digest = fits ? new Digest(Convert.FromHexString(text!)) : default;
        return fits;
    }

    /// <summary>Reads 32 bytes in base64, in the one spelling that an encoder writes.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="digest">What was read.</param>
    public static bool TryParseBase64(string? text, out Digest digest)
    {
        var fits = Spelling.TryBase64(text, out var bytes) && bytes.Length == Length;
        digest = fits ? new Digest(bytes) : default;
        return fits;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="to">Room for at least 32.</param>
    public void CopyTo(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to, first);
        BinaryPrimitives.WriteUInt64BigEndian(to[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(to[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(to[24..], fourth);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{first:x16}{second:x16}{third:x16}{fourth:x16}";
}

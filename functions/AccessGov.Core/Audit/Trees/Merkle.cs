using System.Buffers;
using System.Numerics;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Trees;

/// <summary>The tree of RFC 6962 §2.1 with SHA-256: what a leaf and a node hash to, and where a range splits.</summary>
public static class Merkle
{
    /// <summary>Largest size and index + 1: 2^53 − 1, beyond which readers that hold numbers as doubles disagree.</summary>
    public const long LargestSize = CanonicalScanner.MaxNumber;

    /// <summary>Most hashes of an inclusion or consistency proof that anybody may send (tlog-witness).</summary>
    public const int LongestProof = 63;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static Digest EmptyRoot { get; } = Digest.Of([]);

    /// <summary>Hash of a leaf: a zero byte, then the entry.</summary>
    /// <param name="entry">The entry's bytes; may be none.</param>
    public static Digest Leaf(ReadOnlySpan<byte> entry)
    {
        var rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        rented[0] = 0;
        entry.CopyTo(rented.AsSpan(1));
        var hash = Digest.Of(rented.AsSpan(0, entry.Length + 1));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>Hash of a node: a one byte, then what stands below it.</summary>
    /// <param name="left">Left of it.</param>
    /// <param name="right">Right of it.</param>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> both = stackalloc byte[1 + 2 * Digest.Length];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Digest.Length)..]);
        return Digest.Of(both);
    }

    /// <summary>Leaves to the left of the root: the largest power of two below the size.</summary>
    /// <param name="size">At least 2.</param>
    internal static long Split(long size) => 1L << BitOperations.Log2((ulong)size - 1);
}

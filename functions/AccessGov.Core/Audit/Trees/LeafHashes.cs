namespace AccessGov.Core.Audit.Trees;

/// <summary>
/// The hashes of all leaves in one piece of memory, 32 bytes each: what roots and proofs of any size are computed from. The roots of every
/// 256 leaves are kept beside them, one byte for eight, so that a proof from a million costs some thousand hashes and not a million.
/// </summary>
public sealed class LeafHashes
{
    private const int TileLevel = 8,
        TileLeaves = 1 << TileLevel;

    private byte[] leaves;
    private byte[] tiles = [];

    /// <summary>Begins with no leaves.</summary>
    /// <param name="capacity">How many are expected; 0 when nobody knows.</param>
    public LeafHashes(int capacity = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        leaves = new byte[checked(capacity * Digest.Length)];
    }

    /// <summary>Number of leaves.</summary>
    public int Count { get; private set; }

    /// <summary>The hashes one after the other, as <see cref="Load"/> takes them; valid until the next append.</summary>
    public ReadOnlySpan<byte> Bytes => leaves.AsSpan(0, Count * Digest.Length);

    /// <summary>Size and root now.</summary>
    public TreeHead Head => new(Count, Root(Count));

    /// <summary>Hash of one leaf.</summary>
    /// <param name="index">From 0, below <see cref="Count"/>.</param>
    public Digest this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return At(leaves, (int)index);
        }
    }

    /// <summary>Takes hashes that were kept.</summary>
    /// <param name="bytes">The hashes one after the other; a copy is made.</param>
    /// <exception cref="FormatException">They are no whole number of hashes.</exception>
    public static LeafHashes Load(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Digest.Length != 0)
            throw new FormatException($"{bytes.Length} bytes are no whole number of hashes of {Digest.Length} bytes.");
        var loaded = new LeafHashes(bytes.Length / Digest.Length);
        for (var at = 0; at < bytes.Length; at += Digest.Length)
            loaded.Append(new Digest(bytes.Slice(at, Digest.Length)));
        return loaded;
    }

    /// <summary>Adds one leaf at the right. About 67 million fit.</summary>
    /// <param name="leaf">Its hash (<see cref="Merkle.Leaf"/>), not its entry.</param>
    public void Append(Digest leaf)
    {
        Put(ref leaves, Count, leaf);
        Count++;
        if (Count % TileLeaves == 0)
            Put(ref tiles, Count / TileLeaves - 1, OfLeaves(Count - TileLeaves, TileLeaves));
    }

    /// <summary>The root that the tree had at a size.</summary>
    /// <param name="size">0 to <see cref="Count"/>.</param>
    public Digest Root(long size)
    {
        Within(size);
        return Range(0, size);
    }

    /// <summary>The proof that a leaf belongs to the tree of a size: PATH(index, D[size]) of RFC 6962 §2.1.1.</summary>
    /// <param name="index">Which leaf, from 0.</param>
    /// <param name="size">Above the index, at most <see cref="Count"/>.</param>
    /// <returns>The hashes from the leaf's sibling upwards.</returns>
    public IReadOnlyList<Digest> Inclusion(long index, long size)
    {
        Within(size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Digest>();
        for (var (start, left) = (0L, size); left > 1;)
        {
            var split = Merkle.Split(left);
            if (index - start < split)
            {
                path.Add(Range(start + split, left - split));
                left = split;
            }
            else
            {
                path.Add(Range(start, split));
                (start, left) = (start + split, left - split);
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>The proof that the tree of one size grew into that of another: PROOF(from, D[size]) of RFC 6962 §2.1.2.</summary>
    /// <param name="from">The smaller size; of 0 nothing is to be proved.</param>
    /// <param name="size">The larger size, or the same; at most <see cref="Count"/>.</param>
    public IReadOnlyList<Digest> Consistency(long from, long size)
    {
        Within(size);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, size);
        var path = new List<Digest>();
        if (from == 0)
            return path;
        // The verifier has the old root already: only a part of the old tree is sent.
        var (start, left, whole) = (0L, size, true);
        while (from - start != left)
        {
            var split = Merkle.Split(left);
            if (from - start <= split)
            {
                path.Add(Range(start + split, left - split));
                left = split;
            }
            else
            {
                path.Add(Range(start, split));
                (start, left, whole) = (start + split, left - split, false);
            }
        }
        if (!whole)
            path.Add(Range(start, left));
        path.Reverse();
        return path;
    }

    private void Within(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Count);
    }

    /// <summary>Root of some leaves. A subtree of 256 or more begins at a multiple of 256.</summary>
    private Digest Range(long start, long size) =>
        size < TileLeaves ? OfLeaves((int)start, (int)size) : OfTiles((int)start, (int)size).Root;

    private TreeGrowth OfTiles(int start, int size)
    {
        var growth = new TreeGrowth();
        for (var tile = start / TileLeaves; tile < (start + size) / TileLeaves; tile++)
            growth.Append(At(tiles, tile), TileLevel);
        for (var leaf = start + (int)growth.Size; leaf < start + size; leaf++)
            growth.Append(At(leaves, leaf));
        return growth;
    }

    private Digest OfLeaves(int start, int size)
    {
        var growth = new TreeGrowth();
        for (var leaf = start; leaf < start + size; leaf++)
            growth.Append(At(leaves, leaf));
        return growth.Root;
    }

    private static Digest At(byte[] hashes, int index) => new(hashes.AsSpan(index * Digest.Length, Digest.Length));

    private static void Put(ref byte[] hashes, int index, Digest hash)
    {
        var end = checked((index + 1) * Digest.Length);
        if (end > hashes.Length)
            Array.Resize(ref hashes, (int)Math.Min(Array.MaxLength, Math.Max(1024L, 2L * hashes.Length)));
        hash.CopyTo(hashes.AsSpan(index * Digest.Length, Digest.Length));
    }
}

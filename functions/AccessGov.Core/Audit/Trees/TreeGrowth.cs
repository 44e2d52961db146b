using System.Numerics;

namespace AccessGov.Core.Audit.Trees;

/// <summary>
/// A tree that only grows, without its leaves: the roots of its perfect subtrees, from the largest to the smallest ("compact range"). It is
/// all that is needed to append and to know the root, at most 53 hashes.
/// </summary>
public sealed class TreeGrowth
{
    private readonly Digest[] tops = new Digest[64];
    private int count;

    /// <summary>Begins with no leaves.</summary>
    public TreeGrowth() { }

    /// <summary>Goes on where another stopped.</summary>
    /// <param name="size">Its <see cref="Size"/>.</param>
    /// <param name="tops">Its <see cref="Tops"/>.</param>
    /// <exception cref="ArgumentException">The size is out of range, or does not have so many perfect subtrees.</exception>
    public TreeGrowth(long size, IReadOnlyList<Digest> tops)
    {
        ArgumentNullException.ThrowIfNull(tops);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Merkle.LargestSize);
        if (BitOperations.PopCount((ulong)size) != tops.Count)
            throw new ArgumentException(
                $"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} tops, not {tops.Count}.",
                nameof(tops)
            );
        foreach (var top in tops)
            this.tops[count++] = top;
        Size = size;
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Roots of the perfect subtrees from left to right; one for each bit of the size.</summary>
    public IReadOnlyList<Digest> Tops => tops[..count];

    /// <summary>The root now.</summary>
    public Digest Root
    {
        get
        {
            if (count == 0)
                return Merkle.EmptyRoot;
            var root = tops[count - 1];
            for (var i = count - 2; i >= 0; i--)
                root = Merkle.Node(tops[i], root);
            return root;
        }
    }

    /// <summary>Size and root now.</summary>
    public TreeHead Head => new(Size, Root);

    /// <summary>Adds one leaf at the right.</summary>
    /// <param name="leaf">Its hash (<see cref="Merkle.Leaf"/>), not its entry.</param>
    /// <exception cref="InvalidOperationException">The tree has 2^53 − 1 leaves.</exception>
    public void Append(Digest leaf) => Append(leaf, level: 0);

    /// <summary>Adds a perfect subtree of 2^level leaves; the size must be a multiple of that.</summary>
    internal void Append(Digest root, int level)
    {
        var added = 1L << level;
        if (Size > Merkle.LargestSize - added)
            throw new InvalidOperationException($"A tree has at most {Merkle.LargestSize} leaves.");
        for (var bits = Size >> level; (bits & 1) == 1; bits >>= 1)
            root = Merkle.Node(tops[--count], root);
        tops[count++] = root;
        Size += added;
    }
}

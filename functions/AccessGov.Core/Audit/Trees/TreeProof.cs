using System.Numerics;

namespace AccessGov.Core.Audit.Trees;

/// <summary>Whether proofs hold (RFC 9162 §2.1.3.2 and §2.1.4.2). Whatever is handed in, they answer and never throw.</summary>
public static class TreeProof
{
    /// <summary>True when the path proves that a leaf stands at an index of a tree.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="index">From 0.</param>
    /// <param name="path">The proof, from the leaf's sibling upwards.</param>
    /// <param name="tree">Size and root of the tree.</param>
    public static bool Includes(Digest leaf, long index, IReadOnlyList<Digest> path, TreeHead tree)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= tree.Size || tree.Size > Merkle.LargestSize)
            return false;
        var (node, last, hash) = (index, tree.Size - 1, leaf);
        foreach (var other in path)
        {
            if (last == 0)
                return false;
            hash = IsRight(node, last) ? Merkle.Node(other, hash) : Merkle.Node(hash, other);
            (node, last) = Up(node, last);
        }
        return last == 0 && hash == tree.Root;
    }

    /// <summary>True when the path proves that a tree grew out of another without changing it.</summary>
    /// <param name="older">Size and root of the smaller tree.</param>
    /// <param name="newer">Size and root of the larger tree, or of one of the same size.</param>
    /// <param name="path">The proof; none when the older is empty or both have one size.</param>
    public static bool Extends(TreeHead older, TreeHead newer, IReadOnlyList<Digest> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (older.Size < 0 || older.Size > newer.Size || newer.Size > Merkle.LargestSize)
            return false;
        if (older.Size == newer.Size)
            return path.Count == 0 && older.Root == newer.Root && (older.Size > 0 || older == TreeHead.Empty);
        if (older.Size == 0)
            return path.Count == 0 && older == TreeHead.Empty;
        // A perfect older tree stands in the newer one as a whole: its root is not sent.
        var perfect = BitOperations.IsPow2(older.Size);
        if (path.Count == 0)
            return false;
        var low = BitOperations.TrailingZeroCount((ulong)older.Size);
        var (node, last) = ((older.Size - 1) >> low, (newer.Size - 1) >> low);
        var was = perfect ? older.Root : path[0];
        var becomes = was;
        for (var i = perfect ? 0 : 1; i < path.Count; i++)
        {
            if (last == 0)
                return false;
            if (IsRight(node, last))
            {
                was = Merkle.Node(path[i], was);
                becomes = Merkle.Node(path[i], becomes);
            }
            else
                becomes = Merkle.Node(becomes, path[i]);
            (node, last) = Up(node, last);
        }
        return last == 0 && was == older.Root && becomes == newer.Root;
    }

    /// <summary>Whether a node's sibling in the proof stands to its left: it is a right child, or the last one of its level.</summary>
    private static bool IsRight(long node, long last) => (node & 1) == 1 || node == last;

    /// <summary>To the next level at which a node has a sibling.</summary>
    private static (long Node, long Last) Up(long node, long last)
    {
        if (IsRight(node, last))
            while (node != 0 && (node & 1) == 0)
                (node, last) = (node >> 1, last >> 1);
        return (node >> 1, last >> 1);
    }
}

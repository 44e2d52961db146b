namespace AccessGov.Core.Audit.Trees;

/// <summary>How many leaves a tree has, and its root.</summary>
/// <param name="Size">Number of leaves, from 0.</param>
/// <param name="Root">Its root.</param>
public readonly record struct TreeHead(long Size, Digest Root)
{
    /// <summary>The tree without leaves.</summary>
    public static TreeHead Empty { get; } = new(0, Merkle.EmptyRoot);
}

using AccessGov.App.Failures;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.App.Audit.Log;

/// <summary>How far the log has grown; part of the row that says where the chain ends, and committed with it.</summary>
/// <param name="Size">Number of leaves: the genesis, and one for each fact that has its seed.</param>
/// <param name="Tops">Roots of the perfect subtrees from left to right, in hexadecimal digits.</param>
internal sealed record GrownLog(long Size, IReadOnlyList<string> Tops)
{
    /// <summary>Goes on where it stopped.</summary>
    /// <exception cref="DamagedException">The row was altered.</exception>
    public TreeGrowth Tree()
    {
        var digests = new List<Digest>();
        foreach (var top in Tops)
            digests.Add(Digest.TryParseHex(top, out var digest) ? digest : throw Altered());
        try
        {
            return new TreeGrowth(Size, digests);
        }
        catch (ArgumentException)
        {
            throw Altered();
        }
    }

    public static GrownLog Of(TreeGrowth tree) => new(tree.Size, [.. tree.Tops.Select(t => t.ToString())]);

    private static DamagedException Altered() => Work.PartitionCommit.Altered("head");
}

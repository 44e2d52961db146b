using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Governance;

/// <summary>
/// The table of nodes as a whole. Whoever could change a key in it alone could sign as HR; so it is in force once two people agreed to it.
/// </summary>
/// <param name="Entries">By name.</param>
public sealed record NodeTable(IReadOnlyList<NodeTable.Entry> Entries)
{
    /// <summary>A node as it is kept: the key as text.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Key">Its key, as <see cref="NoteKey"/> writes it.</param>
    /// <param name="Takes">What is believed from it.</param>
    /// <param name="Gives">What it is given.</param>
    /// <param name="TellsNames">Whether names pass.</param>
    /// <param name="TakesFrom">Number that is taken over after a gap.</param>
    /// <param name="SendsFrom">Number with which the next package begins at least.</param>
    public sealed record Entry(
        string Name,
        string Key,
        IReadOnlyList<string> Takes,
        IReadOnlyList<string> Gives,
        bool TellsNames,
        long? TakesFrom,
        long? SendsFrom
    );

    /// <summary>The table of some nodes.</summary>
    /// <param name="peers">The nodes.</param>
    public static NodeTable Of(IEnumerable<TransferPeer> peers) =>
        new([.. peers.Select(p => new Entry(p.Name.Value, $"{p.Key}", p.Takes, p.Gives, p.TellsNames, p.TakesFrom, p.SendsFrom))]);

    /// <summary>The nodes; null where an entry is none.</summary>
    public IReadOnlyList<TransferPeer>? Peers()
    {
        var peers = new List<TransferPeer>();
        foreach (var entry in Entries)
            if (NodeName.TryParse(entry.Name, out var name) && NoteKey.TryParse(entry.Key, out var key, out _))
                peers.Add(new TransferPeer(name, key, entry.Takes, entry.Gives, entry.TellsNames, entry.TakesFrom, entry.SendsFrom));
            else
                return null;
        return peers;
    }

    /// <summary>SHA-256 over the lines, lower-case hex.</summary>
    public string Hash() => TableLines.Hash(Lines());

    /// <summary>The lines that differ, as they are shown: <c>- line</c> for one that goes, <c>+ line</c> for one that comes.</summary>
    /// <param name="former">What is in force.</param>
    public IReadOnlyList<string> ChangesFrom(IReadOnlyList<TransferPeer> former) =>
        TableLines.Changes([.. former.Select(p => $"{p}")], [.. Lines()]);

    private IEnumerable<string> Lines() => (Peers() ?? []).Select(p => $"{p}");
}

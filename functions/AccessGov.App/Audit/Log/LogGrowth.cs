using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// What one commit adds to the log: leaves, the hashes of leaves that changed, and how far the log has grown. The version of the head's row
/// guards all of it, as it guards the chain.
/// </summary>
internal sealed class LogGrowth
{
    /// <summary>Leaves whose hashes stand in one row: 8 KiB.</summary>
    public const int TileLeaves = 256;

    private readonly TreeGrowth tree;
    private readonly SortedDictionary<long, MemoryStream> tiles = [];

    private LogGrowth(TreeGrowth tree) => this.tree = tree;

    /// <summary>How far the log has grown with what was added.</summary>
    public GrownLog Grown => GrownLog.Of(tree);

    /// <summary>Number of leaves with what was added; also the sequence number of the next fact.</summary>
    public long Size => tree.Size;

    /// <summary>Writes of the rows that hold hashes of leaves.</summary>
    public IEnumerable<RecordWrite> Tiles =>
        tiles.Select(t => new RecordWrite.Upsert(
            LogRows.TileOf(t.Key),
            JsonSerializer.SerializeToUtf8Bytes(new LogRows.Tile(t.Value.ToArray()), CoreJson.Options)
        ));

    /// <summary>Begins a log: its first leaf binds it to the tenant, to its name and to the chain that was signed before.</summary>
    /// <param name="genesis">The first leaf.</param>
    public static LogGrowth Begin(LogGenesis genesis)
    {
        var growth = new LogGrowth(new TreeGrowth());
        growth.Add(genesis.LeafHash);
        return growth;
    }

    /// <summary>Goes on where the last commit stopped.</summary>
    /// <returns>Null when somebody sealed since the head was read: read it again.</returns>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async Task<LogGrowth?> OpenAsync(Workspace workspace, GrownLog grown, ETag head, CancellationToken ct)
    {
        var growth = new LogGrowth(grown.Tree());
        var open = (int)(grown.Size % TileLeaves);
        if (open > 0)
        {
            var number = grown.Size / TileLeaves;
            var tile = await PartitionCommit.ReadAsync<LogRows.Tile>(workspace, Scopes.Chain, LogRows.TileOf(number), ct);
            if (tile?.Hashes.Length != open * Digest.Length)
                // Head and rows are read one after the other: a row of a later commit is no damage.
                return (await workspace.Records.FindAsync(LogRows.Partition(workspace), LogRows.Head, ct))?.ETag != head
                    ? null
                    : throw PartitionCommit.Altered(LogRows.TileOf(number));
            growth.TileOf(number).Write(tile.Hashes);
        }
        return growth;
    }

    /// <summary>Adds a fact under a seed of its own.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="nth">Which fact about its subject it is.</param>
    /// <returns>Its row.</returns>
    public RecordWrite Add(Fact fact, long nth)
    {
        var (sequence, seed) = (tree.Size, new FactSeed(RandomNumberGenerator.GetBytes(FactSeed.Length)));
        var content = new LoggedFact(fact, sequence, nth).Content;
        Add(FactEntry.Of(seed, Encoding.UTF8.GetBytes(content)).LeafHash);
        return new RecordWrite.Insert(LogRows.Line(sequence), Encoding.UTF8.GetBytes(LogLine.Write(content, seed)));
    }

    /// <summary>Adds a fact that was sealed into the chain of old, under a seed of its own.</summary>
    /// <param name="record">Its row.</param>
    /// <param name="line">The chain's line in it.</param>
    /// <returns>The row with the seed.</returns>
    public RecordWrite Add(StoredRecord record, SealedFact line)
    {
        if (line.Sequence != tree.Size)
            throw PartitionCommit.Altered(LogRows.Line(tree.Size));
        var seed = new FactSeed(RandomNumberGenerator.GetBytes(FactSeed.Length));
        var old = Encoding.UTF8.GetBytes(line.Line);
        Add(FactEntry.Of(seed, SealedFact.ContentOf(old)).LeafHash);
        return new RecordWrite.Replace(record.Row, SealedRow.WithSeed(old, seed), record.ETag);
    }

    private void Add(Digest leaf)
    {
        TileOf(tree.Size / TileLeaves).Write(leaf.ToArray());
        tree.Append(leaf);
    }

    private MemoryStream TileOf(long number) => tiles.TryGetValue(number, out var tile) ? tile : tiles[number] = new MemoryStream();
}

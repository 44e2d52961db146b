using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Verifying;

namespace AccessGov.App.Audit.Log;

/// <summary>The hashes of all leaves: as they are kept, or computed anew from the facts.</summary>
internal static class LogLeaves
{
    /// <summary>How far the log has grown; null before it has begun.</summary>
    public static async Task<GrownLog?> GrownAsync(Workspace workspace, CancellationToken ct) =>
        (await PartitionCommit.ReadAsync<LogRows.HeadRow>(workspace, Scopes.Chain, LogRows.Head, ct))?.Log;

    /// <summary>The hashes as they are kept, up to a size.</summary>
    /// <exception cref="DamagedException">Some are missing.</exception>
    public static async Task<LeafHashes> KeptAsync(Workspace workspace, long size, CancellationToken ct)
    {
        var leaves = new LeafHashes((int)size);
        var number = 0L;
        var rows = workspace.Records.RangeAsync(LogRows.Partition(workspace), LogRows.TilePrefix, LogRows.TilePrefix[..^1] + "~", ct);
        await foreach (var row in rows)
        {
            var hashes = PartitionCommit.Parse<LogRows.Tile>(row).Hashes;
            if (row.Row != LogRows.TileOf(number++) || hashes.Length % Digest.Length != 0)
                throw PartitionCommit.Altered(row.Row);
            for (var at = 0; at < hashes.Length && leaves.Count < size; at += Digest.Length)
                leaves.Append(new Digest(hashes.AsSpan(at, Digest.Length)));
            if (leaves.Count == size)
                return leaves;
        }
        throw PartitionCommit.Altered(LogRows.TileOf(number));
    }

    /// <summary>The hashes as they are kept, some at a time; nothing is judged.</summary>
    public static IAsyncEnumerable<byte[]> TilesAsync(Workspace workspace, CancellationToken ct) =>
        workspace
            .Records.RangeAsync(LogRows.Partition(workspace), LogRows.TilePrefix, LogRows.TilePrefix[..^1] + "~", ct)
            .Select(row => PartitionCommit.Parse<LogRows.Tile>(row).Hashes);

    /// <summary>The hashes computed anew, from the first leaf's text and from every fact and its seed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="size">Up to which size.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The hashes, and what is erased of the facts, and whether two people agreed to it.</returns>
    /// <exception cref="DamagedException">A row is missing or was altered beyond reading.</exception>
    public static async Task<(LeafHashes Leaves, ErasedFacts Erased)> AnewAsync(Workspace workspace, long size, CancellationToken ct)
    {
        var erasures = new ErasureLedger();
        var genesis = await LogRows.GenesisAsync(workspace, ct) ?? throw PartitionCommit.Altered(LogRows.Genesis);
        var leaves = new LeafHashes((int)size);
        leaves.Append(genesis.LeafHash);
        await foreach (var row in RowsAsync(workspace, 1, ct))
        {
            if (leaves.Count >= size)
                break;
            if (row.Row != LogRows.Line(leaves.Count))
                throw PartitionCommit.Altered(LogRows.Line(leaves.Count));
            leaves.Append(Leaf(row, erasures, leaves.Count));
        }
        return leaves.Count == size ? (leaves, erasures.Erased(size - 1)) : throw PartitionCommit.Altered(LogRows.Line(leaves.Count));
    }

    /// <summary>Rows of sealed facts from a sequence number on.</summary>
    public static IAsyncEnumerable<StoredRecord> RowsAsync(Workspace workspace, long from, CancellationToken ct) =>
        workspace.Records.RangeAsync(LogRows.Partition(workspace), LogRows.Line(from), LogRows.LinePrefix[..^1] + "~", ct);

    /// <summary>Of most facts nothing is read here: only the kinds that speak of erasing.</summary>
    private static void Note(ErasureLedger erasures, StoredRecord row, long sequence)
    {
        var json = row.Json.Span;
        if (LogLine.IsErased(json))
            erasures.Gone(sequence);
        else if (json.IndexOf(ErasedKind) >= 0 || json.IndexOf(DecisionKind) >= 0)
            if (LogLine.TryRead(SealedRow.LineOf(json), out var fact))
                erasures.Note(fact.Fact, sequence);
    }

    private static ReadOnlySpan<byte> ErasedKind => "\"kind\":\"facts-erased\""u8;

    private static ReadOnlySpan<byte> DecisionKind => "\"kind\":\"decision-"u8;

    private static Digest Leaf(StoredRecord row, ErasureLedger erasures, long sequence)
    {
        try
        {
            Note(erasures, row, sequence);
            return SealedRow.LeafOf(row.Json.Span);
        }
        catch (FormatException e)
        {
            throw PartitionCommit.Altered(row.Row, e);
        }
    }
}

using System.Text.Json;
using AccessGov.App.Audit.Log;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// Begins the log anew under another name, over the facts that there are: after the true store was lost and a backup put back, the old log
/// can never be signed again. It hides nothing: witnesses keep the old one, and every auditor's policy names the old log until he was given
/// another.
/// </summary>
public static class RestartLog
{
    private static readonly FactKind Restarted = FactKind.Parse("log-restarted");

    /// <summary>Begins it anew.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="memory">Remembers outside the store; from now on the new log.</param>
    /// <param name="by">Who does it; the record names it.</param>
    /// <param name="origin">The new name; no log of this store had it.</param>
    /// <param name="reason">Why, in that person's words.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>
    /// What was remembered of the old log; null when the name is taken, there is no log yet, or somebody sealed meanwhile.
    /// </returns>
    /// <exception cref="Failures.OutsideFailureException">The memory cannot be reached.</exception>
    public static async Task<Remembered?> RunAsync(
        Workspace workspace,
        OutsideMemory memory,
        Actor by,
        NoteName origin,
        string reason,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(memory);
        VisibleText.ThrowIfNoReason(reason);
        var partition = LogRows.Partition(workspace);
        var before = await memory.ReadAsync(ct);
        if (
            await LogRows.GenesisAsync(workspace, ct) is not { } old
            || old.Origin == origin
            || await workspace.Records.RangeAsync(partition, LogRows.NotesOf(origin), LogRows.NotesOf(origin) + "~", ct).AnyAsync(ct)
        )
            return null;
        // Told first, and sealed with the rest under the new name.
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Log, ct);
                commit.Tell(
                    Restarted,
                    by,
                    origin.Value,
                    new FactBody()
                        .Add("was", old.Origin.Value)
                        .Add("remembered", before.Checkpoint?.Tree.Size ?? 0)
                        .Add("root", before.Checkpoint?.Tree.Root.ToString())
                        .Add("reason", reason)
                );
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
        var found = await workspace.Records.FindAsync(partition, LogRows.Head, ct);
        var head = PartitionCommit.Parse<LogRows.HeadRow>(found!);
        if (head.Log is not { } grown || grown.Size <= head.Size)
            return null;
        var genesis = old with { Origin = origin };
        var was = await LogLeaves.KeptAsync(workspace, grown.Size, ct);
        var (tree, tile) = (new TreeGrowth(), new List<byte>());
        for (var index = 0; index < was.Count; index++)
        {
            var leaf = index == LogGenesis.Index ? genesis.LeafHash : was[index];
            tree.Append(leaf);
            if (index < LogGrowth.TileLeaves)
                tile.AddRange(leaf.ToArray());
        }
        RecordWrite[] writes =
        [
            new RecordWrite.Upsert(LogRows.Genesis, Json(new LogRows.FirstLeaf(genesis.Text))),
            new RecordWrite.Upsert(LogRows.TileOf(0), Json(new LogRows.Tile([.. tile]))),
            new RecordWrite.Replace(LogRows.Head, Json(head with { Log = GrownLog.Of(tree) }), found!.ETag),
        ];
        return
            await workspace.Records.CommitAsync(partition, writes, ct) is CommitResult.Committed
            && await memory.ReplaceAsync(before, new LogCheckpoint(origin, tree.Head), ct)
            ? before
            : null;
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options);
}

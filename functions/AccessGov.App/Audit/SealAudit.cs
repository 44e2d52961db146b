using System.Text;
using System.Text.Json;
using AccessGov.App.Audit.Log;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;

namespace AccessGov.App.Audit;

/// <summary>
/// Folds new facts of partitions into the tenant's chain. The chain's head, the sealed lines and the cursor of the partition
/// are committed together, so a fact is sealed exactly once whoever runs this, and however often.
/// </summary>
public static class SealAudit
{
    private const string CheckpointPrefix = "checkpoint|";
    private const string CursorPrefix = "cursor|";
    private const int LinesAtOnce = 90;

    private sealed record Cursor(string Row);

    private sealed record Signed(string Line);

    /// <summary>Seals what one partition has new.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="scope">The partition.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many facts.</returns>
    public static async Task<int> PartitionAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var sealedFacts = 0;
        while (true)
        {
            var (count, done) = await ChunkAsync(workspace, scope, ct);
            sealedFacts += count;
            if (done)
                return sealedFacts;
        }
    }

    /// <summary>Seals what the queue names, until it is empty. A message that is none of ours is left to its poison queue.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task DrainAsync(Workspace workspace, CancellationToken ct)
    {
        while (
            await workspace.Queue.ReceiveAsync(WorkQueues.SealAudit, QueueLimits.MaxReceive, TimeSpan.FromMinutes(1), ct)
                is { Count: > 0 } messages
        )
        {
            var scopes = messages.Select(m => (Message: m, Scope: ScopeOf(workspace, m.Body))).Where(m => m.Scope is not null).ToArray();
            foreach (var scope in scopes.Select(m => m.Scope!).Distinct())
                await PartitionAsync(workspace, scope, ct);
            foreach (var (message, _) in scopes)
                await workspace.Queue.DeleteAsync(WorkQueues.SealAudit, message, ct);
        }
    }

    /// <summary>Seals every partition: what the nightly sweep does, and what catches what a crash left.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<int> EverythingAsync(Workspace workspace, CancellationToken ct)
    {
        var scopes = new List<string>();
        await foreach (var scope in workspace.Records.PartitionsAsync(workspace.Tenant, "", ct))
            if (scope != Scopes.Chain)
                scopes.Add(scope);
        var sealedFacts = 0;
        foreach (var scope in scopes)
            sealedFacts += await PartitionAsync(workspace, scope, ct);
        return sealedFacts;
    }

    /// <summary>
    /// The key that signs, made at the first time only, and where the one that signed last is among the former keys. Else a missing key was
    /// lost or moved, and another one made in silence would make the record look forged.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="key">Where the key is.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The key; null when it is missing and must not be made.</returns>
    /// <exception cref="Failures.OutsideFailureException">As <see cref="SigningKey.OpenAsync"/>.</exception>
    public static async Task<CheckpointSigner?> SignerAsync(Workspace workspace, SigningKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (await key.FindAsync(ct) is { } found)
            return found;
        SignedCheckpoint? latest = null;
        await foreach (var signed in CheckpointsAsync(workspace, ct))
            latest = signed;
        return latest is null || key.IsReplaced(latest.Checkpoint.Key) ? await key.OpenAsync(ct) : null;
    }

    /// <summary>Signs a checkpoint over the chain when it has grown since the last one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="signer">Holds the key.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null, or why the chain contradicts its last checkpoint: then nothing is signed and people must look.</returns>
    public static async Task<string?> CheckpointAsync(Workspace workspace, CheckpointSigner signer, CancellationToken ct)
    {
        var (head, _) = await HeadAsync(workspace, ct);
        SignedCheckpoint? latest = null;
        await foreach (var signed in CheckpointsAsync(workspace, ct))
            latest = signed;
        if (head.Size == (latest?.Checkpoint.Size ?? 0))
            return null;
        switch (Checkpoint.Next(head, latest, workspace.Now, signer.Key))
        {
            case CheckpointStep.Refused(var why):
                return why;
            case CheckpointStep.ToSign(var next):
                var line = SignedCheckpoint.Sign(next, signer.Sign).Line;
                var row = $"{CheckpointPrefix}{next.Number:D10}";
                await workspace.Records.CommitAsync(Partition(workspace), [new RecordWrite.Insert(row, Json(new Signed(line)))], ct);
                return null;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>The sealed lines from the beginning.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async IAsyncEnumerable<SealedFact> LinesAsync(
        Workspace workspace,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (
            var record in workspace.Records.RangeAsync(Partition(workspace), LogRows.LinePrefix, LogRows.LinePrefix[..^1] + "~", ct)
        )
            yield return Read(record, r => SealedFact.Parse(SealedRow.LineOf(r.Json.Span)));
    }

    /// <summary>The signed checkpoints from the beginning.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static IAsyncEnumerable<SignedCheckpoint> CheckpointsAsync(Workspace workspace, CancellationToken ct) =>
        CheckpointsAsync(workspace, 0, ct);

    /// <summary>The signed checkpoints from a number on.</summary>
    internal static async IAsyncEnumerable<SignedCheckpoint> CheckpointsAsync(
        Workspace workspace,
        long from,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (
            var record in workspace.Records.RangeAsync(
                Partition(workspace),
                $"{CheckpointPrefix}{from:D10}",
                CheckpointPrefix[..^1] + "~",
                ct
            )
        )
            yield return Read(record, r => SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(PartitionCommit.Parse<Signed>(r).Line)));
    }

    /// <summary>How far each partition is sealed, by its scope: the row of its last sealed fact.</summary>
    internal static async Task<Dictionary<string, string>> CursorsAsync(Workspace workspace, CancellationToken ct)
    {
        var cursors = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = workspace.Records.RangeAsync(Partition(workspace), CursorPrefix, CursorPrefix[..^1] + "~", ct);
        await foreach (var record in rows)
            cursors[record.Row[CursorPrefix.Length..]] = PartitionCommit.Parse<Cursor>(record).Row;
        return cursors;
    }

    /// <summary>Where the chain ends, and the version of that row.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<(ChainHead Head, ETag? Version)> HeadAsync(Workspace workspace, CancellationToken ct)
    {
        var (head, _, version) = await WholeHeadAsync(workspace, ct);
        return (head, version);
    }

    private static async Task<(ChainHead Head, GrownLog? Log, ETag? Version)> WholeHeadAsync(Workspace workspace, CancellationToken ct)
    {
        var found = await workspace.Records.FindAsync(Partition(workspace), LogRows.Head, ct);
        if (found is null)
            return (AuditChain.Genesis(workspace.Tenant), null, null);
        var head = PartitionCommit.Parse<LogRows.HeadRow>(found);
        return (new ChainHead(workspace.Tenant, head.Size, new ChainHash(head.Hash)), head.Log, found.ETag);
    }

    private static async Task<(int Sealed, bool Done)> ChunkAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var cursorRow = CursorPrefix + scope;
        var (head, grown, version) = await WholeHeadAsync(workspace, ct);
        var cursor = await workspace.Records.FindAsync(Partition(workspace), cursorRow, ct);
        var last = cursor is null ? "" : PartitionCommit.Parse<Cursor>(cursor).Row;
        var facts = await PartitionCommit.FactsAsync(workspace, scope, last, ct).Take(LinesAtOnce).ToListAsync(ct);
        if (facts.Count == 0)
            return (0, true);
        // What was sealed before there was a log comes first: a fact's index in the log is its number in the chain.
        if (grown is null || grown.Size <= head.Size)
        {
            await LetGrowAsync(workspace, head, grown, version, ct);
            return (0, false);
        }
        var log = await LogGrowth.OpenAsync(workspace, grown, ct);
        var writes = new List<RecordWrite>();
        foreach (var record in facts)
        {
            (var line, head) = AuditChain.Append(head, FactText.Read(record.Json.Span));
            writes.Add(new RecordWrite.Insert(LogRows.Line(line.Sequence), log.Add(line)));
            last = record.Row;
        }
        writes.AddRange([.. log.Tiles, WriteOf(head, log.Grown, version)]);
        writes.Add(
            cursor is { } c
                ? new RecordWrite.Replace(cursorRow, Json(new Cursor(last)), c.ETag)
                : new RecordWrite.Insert(cursorRow, Json(new Cursor(last)))
        );
        var committed = await workspace.Records.CommitAsync(Partition(workspace), writes, ct) is CommitResult.Committed;
        return (committed ? facts.Count : 0, committed && facts.Count < LinesAtOnce);
    }

    /// <summary>
    /// One commit on the way from a chain of old to its log: the first leaf, or seeds of the next facts. Whoever comes between wins, and
    /// then this is done again.
    /// </summary>
    private static async Task LetGrowAsync(Workspace workspace, ChainHead head, GrownLog? grown, ETag? version, CancellationToken ct)
    {
        var writes = new List<RecordWrite>();
        LogGrowth log;
        if (grown is null)
        {
            SignedCheckpoint? latest = null;
            await foreach (var signed in CheckpointsAsync(workspace, ct))
                latest = signed;
            var origin = workspace.LogOrigin is { } named ? NoteName.Parse(named) : LogRows.UsualOrigin(workspace);
            var genesis = new LogGenesis(workspace.Tenant, origin, latest is null ? null : ClosedChain.Of(latest));
            log = LogGrowth.Begin(genesis);
            writes.Add(new RecordWrite.Insert(LogRows.Genesis, Json(new LogRows.FirstLeaf(genesis.Text))));
        }
        else
        {
            log = await LogGrowth.OpenAsync(workspace, grown, ct);
            await foreach (var record in LogLeaves.RowsAsync(workspace, log.Size, ct).Take(LinesAtOnce).WithCancellation(ct))
            {
                var line = Read(record, r => SealedFact.Parse(SealedRow.LineOf(r.Json.Span)));
                writes.Add(new RecordWrite.Replace(record.Row, log.Add(line), record.ETag));
            }
            if (writes.Count == 0)
                throw new InvalidDataException(PartitionCommit.Altered(LogRows.Line(log.Size)));
        }
        writes.AddRange([.. log.Tiles, WriteOf(head, log.Grown, version)]);
        await workspace.Records.CommitAsync(Partition(workspace), writes, ct);
    }

    /// <summary>Lets the log catch up with a chain that was sealed before there was one. Twice is harmless.</summary>
    internal static async Task LetGrowAsync(Workspace workspace, CancellationToken ct)
    {
        while (await WholeHeadAsync(workspace, ct) is { Head.Size: > 0 } whole && (whole.Log?.Size ?? 0) <= whole.Head.Size)
            await LetGrowAsync(workspace, whole.Head, whole.Log, whole.Version, ct);
    }

    private static RecordWrite WriteOf(ChainHead head, GrownLog log, ETag? version)
    {
        var json = Json(new LogRows.HeadRow(head.Size, head.Hash.Value, log));
        return version is { } v ? new RecordWrite.Replace(LogRows.Head, json, v) : new RecordWrite.Insert(LogRows.Head, json);
    }

    private static T Read<T>(StoredRecord record, Func<StoredRecord, T> read)
    {
        try
        {
            return read(record);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException(PartitionCommit.Altered(record.Row), e);
        }
    }

    private static string? ScopeOf(Workspace workspace, string body)
    {
        try
        {
            return WorkMessage.Read(workspace, body).NeededScope;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static PartitionKey Partition(Workspace workspace) => LogRows.Partition(workspace);

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options);
}

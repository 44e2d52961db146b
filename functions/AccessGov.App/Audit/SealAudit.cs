using System.Text;
using System.Text.Json;
using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;

namespace AccessGov.App.Audit;

/// <summary>
/// Folds new facts of partitions into the tenant's log. The log's head, the sealed lines and the cursor of the partition
/// are committed together, so a fact is sealed exactly once whoever runs this, and however often.
/// </summary>
public static class SealAudit
{
    private const string CursorPrefix = "cursor|";
    private const int LinesAtOnce = 90;
    internal const int WritesAtOnce = RecordLimits.MaxWrites - 6;
    internal const int BytesAtOnce = 1024 * 1024;

    private sealed record Cursor(string Row);

    /// <summary>Seals what one partition has new.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="scope">The partition.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many facts.</returns>
    public static async Task<int> PartitionAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var sealedFacts = 0;
        var counts = new SubjectCounts();
        while (true)
        {
            var (count, done) = await ChunkAsync(workspace, scope, counts, ct);
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

    /// <summary>Seals every partition, whatever was left by whom.</summary>
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

    /// <summary>A sealed fact.</summary>
    /// <param name="Sequence">Its number.</param>
    /// <param name="Fact">It; null when it was erased.</param>
    public sealed record SealedLine(long Sequence, Fact? Fact);

    /// <summary>The sealed facts from the beginning, of the log or of a chain of old that goes on.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async IAsyncEnumerable<SealedLine> LinesAsync(
        Workspace workspace,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var record in LogLeaves.RowsAsync(workspace, 1, ct))
            yield return Read(record, r => LineOf(r.Json.Span));
    }

    /// <summary>The lines of the log as they are exported.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static IAsyncEnumerable<string> LogLinesAsync(Workspace workspace, CancellationToken ct) =>
        LogLeaves.RowsAsync(workspace, 1, ct).Select(record => Read(record, r => Encoding.UTF8.GetString(SealedRow.LineOf(r.Json.Span))));

    /// <summary>How many facts are sealed, those that were erased among them.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<long> SizeAsync(Workspace workspace, CancellationToken ct) => (await HeadAsync(workspace, ct))?.Size ?? 0;

    /// <summary>Where the record ends; null before anything was sealed.</summary>
    internal static Task<LogRows.HeadRow?> HeadAsync(Workspace workspace, CancellationToken ct) =>
        PartitionCommit.ReadAsync<LogRows.HeadRow>(workspace, Scopes.Chain, LogRows.Head, ct);

    /// <summary>How far each partition is sealed, by its scope: the row of its last sealed fact.</summary>
    internal static async Task<Dictionary<string, string>> CursorsAsync(Workspace workspace, CancellationToken ct)
    {
        var cursors = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = workspace.Records.RangeAsync(Partition(workspace), CursorPrefix, CursorPrefix[..^1] + "~", ct);
        await foreach (var record in rows)
            cursors[record.Row[CursorPrefix.Length..]] = PartitionCommit.Parse<Cursor>(record).Row;
        return cursors;
    }

    /// <summary>How far one partition is sealed; null when nothing of it is.</summary>
    internal static Task<StoredRecord?> CursorAsync(Workspace workspace, string scope, CancellationToken ct) =>
        workspace.Records.FindAsync(Partition(workspace), CursorPrefix + scope, ct);

    /// <summary>What the log is called, or will be.</summary>
    internal static NoteName OriginOf(Workspace workspace) =>
        workspace.LogOrigin is { } named ? NoteName.Parse(named) : LogRows.UsualOrigin(workspace);

    /// <summary>Begins the log: of a record of which nothing was sealed, or of a chain that is closed and signed.</summary>
    internal static async Task BeginLogAsync(Workspace workspace, CancellationToken ct)
    {
        var found = await workspace.Records.FindAsync(Partition(workspace), LogRows.Head, ct);
        var head = found is null ? null : PartitionCommit.Parse<LogRows.HeadRow>(found);
        if (head is { Log: not null } or { IsChain: true, Closing: false })
            return;
        var latest = await OldChain.CheckpointsAsync(workspace, ct).LastOrDefaultAsync(ct);
        if (head is not null && latest?.Checkpoint.Size != head.Size)
            return;
        var genesis = new LogGenesis(workspace.Tenant, OriginOf(workspace), latest is null ? null : ClosedChain.Of(latest));
        var log = LogGrowth.Begin(genesis);
        RecordWrite[] writes =
        [
            new RecordWrite.Insert(LogRows.Genesis, Json(new LogRows.FirstLeaf(genesis.Text))),
            .. log.Tiles,
            WriteOf(head?.Size ?? 0, log.Grown, found?.ETag),
        ];
        await workspace.Records.CommitAsync(Partition(workspace), writes, ct);
    }

    private static async Task<(int Sealed, bool Done)> ChunkAsync(
        Workspace workspace,
        string scope,
        SubjectCounts counts,
        CancellationToken ct
    )
    {
        var cursorRow = CursorPrefix + scope;
        var found = await workspace.Records.FindAsync(Partition(workspace), LogRows.Head, ct);
        var head = found is null ? null : PartitionCommit.Parse<LogRows.HeadRow>(found);
        // Between the last line of the chain of old and the log's first leaf nothing is sealed.
        if (head is { IsChain: true, Closing: true })
            return (0, true);
        var cursor = await workspace.Records.FindAsync(Partition(workspace), cursorRow, ct);
        var last = cursor is null ? "" : PartitionCommit.Parse<Cursor>(cursor).Row;
        var (facts, hasMore) = await NextAsync(workspace, scope, last, ct);
        if (facts.Count == 0)
            return (0, true);
        if (head is null)
        {
            await BeginLogAsync(workspace, ct);
            return (0, false);
        }
        // What was sealed before there was a log comes first: a fact's index in the log is its number.
        if (head.Log is { } grown && grown.Size <= head.Size)
        {
            await CatchUp.StepAsync(workspace, head, grown, found!.ETag, ct);
            return (0, false);
        }
        var writes = new List<RecordWrite>();
        if (head.Log is null)
        {
            head = OldChain.Append(workspace, head, facts, writes, ref last);
            writes.Add(new RecordWrite.Replace(LogRows.Head, Json(head), found!.ETag));
        }
        else if (await LogGrowth.OpenAsync(workspace, head.Log, found!.ETag, ct) is { } log)
            last = await AppendAsync(workspace, head, found.ETag, log, facts, counts, writes, ct);
        else
            return (0, false);
        writes.Add(
            cursor is { } c
                ? new RecordWrite.Replace(cursorRow, Json(new Cursor(last)), c.ETag)
                : new RecordWrite.Insert(cursorRow, Json(new Cursor(last)))
        );
        if (await workspace.Records.CommitAsync(Partition(workspace), writes, ct) is not CommitResult.Committed)
        {
            counts.Forget();
            return (0, false);
        }
        counts.Stored();
        return (facts.Count(f => string.CompareOrdinal(f.Row, last) <= 0), !hasMore && facts[^1].Row == last);
    }

    /// <summary>The next facts of a partition, as many as fit into one commit.</summary>
    private static async Task<(List<StoredRecord> Facts, bool HasMore)> NextAsync(
        Workspace workspace,
        string scope,
        string last,
        CancellationToken ct
    )
    {
        var (facts, bytes) = (new List<StoredRecord>(), 0);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, last, ct))
        {
            bytes += record.Json.Length;
            if (facts.Count == LinesAtOnce || (facts.Count > 0 && bytes > BytesAtOnce))
                return (facts, true);
            facts.Add(record);
        }
        return (facts, false);
    }

    /// <summary>Seals facts into the log.</summary>
    /// <returns>The row of the last one that fitted.</returns>
    private static async Task<string> AppendAsync(
        Workspace workspace,
        LogRows.HeadRow head,
        ETag version,
        LogGrowth log,
        List<StoredRecord> facts,
        SubjectCounts counts,
        List<RecordWrite> writes,
        CancellationToken ct
    )
    {
        var read = facts.Select(f => (f.Row, Fact: FactText.Read(f.Json.Span))).ToArray();
        await counts.ReadAsync(workspace, head.Size, read.Select(f => f.Fact.Subject), ct);
        var last = "";
        foreach (var (row, fact) in read)
        {
            if (writes.Count + counts.Changed.Count + 2 > WritesAtOnce)
                break;
            writes.Add(log.Add(fact, counts.Next(fact.Subject)));
            last = row;
        }
        var size = log.Size - 1;
        writes.AddRange([.. log.Tiles, .. counts.WritesAt(size), WriteOf(size, log.Grown, version)]);
        return last;
    }

    internal static RecordWrite WriteOf(long size, GrownLog log, ETag? version)
    {
        var json = Json(new LogRows.HeadRow(size, Log: log));
        return version is { } v ? new RecordWrite.Replace(LogRows.Head, json, v) : new RecordWrite.Insert(LogRows.Head, json);
    }

    private static SealedLine LineOf(ReadOnlySpan<byte> row)
    {
        if (SealedRow.ChainLineOf(row) is { } old)
        {
            var line = SealedFact.Parse(old);
            return new SealedLine(line.Sequence, line.Fact);
        }
        return LogLine.TryRead(row, out var logged)
            ? new SealedLine(logged.Sequence, logged.Fact)
            : new SealedLine(LogLine.ErasedOf(row).Sequence, null);
    }

    internal static T Read<T>(StoredRecord record, Func<StoredRecord, T> read)
    {
        try
        {
            return read(record);
        }
        catch (FormatException e)
        {
            throw PartitionCommit.Altered(record.Row, e);
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

using System.Text;
using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// Erases what two people agreed to erase: facts beside the rows they speak of, whole plans and answers, then the sealed lines with their
/// seeds; the entries stay, and the root with them. That it was done is told when it was looked at. Killed anywhere, it goes on.
/// </summary>
public static class EraseFacts
{
    private const string DoneRow = "erasure-done";
    private const int LinesAtOnce = 90;

    private sealed record Done(string Hash);

    /// <summary>Proposes a list: keeps it, so that the second person agrees to the same bytes.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="list">What may be erased (<see cref="ErasableFacts"/>).</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The hash under which it is kept, and which people agree to.</returns>
    public static Task<string> KeepAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(list);
        return workspace.Kept.KeepBytesAsync(Encoding.UTF8.GetBytes(list.ToJson().Text), ct);
    }

    /// <summary>The list that two people agreed to and that is not erased yet; null when nothing waits.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">What is kept is not what they agreed to.</exception>
    public static async Task<ErasureList?> DueAsync(Workspace workspace, CancellationToken ct)
    {
        if (await TwoPeople.InForceAsync(workspace, DecisionKind.Erasure, ct) is not { } decided)
            return null;
        if ((await PartitionCommit.ReadAsync<Done>(workspace, Scopes.Decisions, DoneRow, ct))?.Hash == decided.Hash)
            return null;
        return await ListAsync(workspace, decided.Hash, decided.Kept, ct);
    }

    /// <summary>A list as it is kept.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="hash">What people saw.</param>
    /// <param name="kept">Where it is kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">What is kept is another list, or none.</exception>
    public static async Task<ErasureList> ListAsync(Workspace workspace, string hash, string kept, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var text = Encoding.UTF8.GetString(await workspace.Kept.BytesAsync(kept, ct));
        return ErasureList.TryParse(text, out var list) && list.Hash == hash
            ? list
            : throw PartitionCommit.Altered(TwoPeople.InForcePrefix + DecisionKindCodes.Of(DecisionKind.Erasure));
    }

    /// <summary>Erases what is due.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The list that was erased; null when nothing was due.</returns>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async Task<ErasureList?> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        if (await DueAsync(workspace, ct) is not { } list)
            return null;
        await PartAsync(workspace, list, ct);
        foreach (var sequence in list.Sequences)
            if (FactOf(await LineAsync(workspace, sequence, ct)) is not null)
                throw PartitionCommit.Altered(LogRows.Line(sequence));
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Decisions, ct);
                if ((await PartitionCommit.ReadAsync<Done>(workspace, Scopes.Decisions, DoneRow, ct))?.Hash == list.Hash)
                    return ((PartitionCommit?)null, true);
                commit.Put(DoneRow, new Done(list.Hash)).Tell(FactKind.FactsErased, actor, "record", list.ToBody(), $"erased:{list.Hash}");
                return (commit, true);
            },
            ct
        );
        return list;
    }

    /// <summary>Erases, and tells nothing yet.</summary>
    internal static async Task PartAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        await DropChainAsync(workspace, list, ct);
        await KeptAsync(workspace, await FactsAsync(workspace, list, ct), list, ct);
        await LinesAsync(workspace, list, ct);
    }

    /// <summary>
    /// Two hashes of the chain of old test a guess of the fact between them: where a fact of it goes, all its hashes go, from its
    /// beginning, and its checkpoints. Its last size and hash stay in the log's first leaf.
    /// </summary>
    private static async Task DropChainAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        if (await LogRows.GenesisAsync(workspace, ct) is not { Chain.Head.Size: var size } || list.Ranges[0].From > size)
            return;
        var writes = new Writes(workspace, Scopes.Chain);
        await foreach (var record in LogLeaves.RowsAsync(workspace, 1, ct))
        {
            if (record.Row == LogRows.Line(size + 1))
                break;
            if (SealedRow.ChainLineOf(record.Json.Span) is not null)
                await writes.AddAsync(new RecordWrite.Replace(record.Row, SealedRow.LineOf(record.Json.Span), record.ETag), ct);
        }
        foreach (var write in await OldChain.RowsAsync(workspace, ct))
            await writes.AddAsync(write, ct);
        await writes.EndAsync(ct);
    }

    /// <summary>Deletes the facts beside their rows, and whole partitions.</summary>
    /// <returns>Hashes of kept content that they named.</returns>
    private static async Task<HashSet<string>> FactsAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        var (pinned, rows) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, List<string>>(StringComparer.Ordinal));
        foreach (var sequence in list.Sequences)
        {
            if (FactOf(await LineAsync(workspace, sequence, ct)) is not { } fact)
                continue;
            pinned.UnionWith(PinnedContent.Of(fact));
            if (!rows.TryGetValue(fact.Partition, out var some))
                rows.Add(fact.Partition, some = []);
            some.Add(fact.Row);
        }
        foreach (var (scope, some) in rows)
        {
            var isWhole = ErasableFacts.IsWhole(scope);
            if (Scopes.PlanOf(scope) is { } plan && await PlanList.StateAsync(workspace, plan, ct) is { } state)
                await PlanList.RemoveAsync(workspace, plan, state.MadeAt, ct);
            var (writes, gone) = (new Writes(workspace, scope), some.ToHashSet(StringComparer.Ordinal));
            await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, scope), isWhole ? "" : some[0], null, ct))
                if (isWhole || gone.Contains(record.Row))
                    await writes.AddAsync(new RecordWrite.Delete(record.Row, record.ETag), ct);
            await writes.EndAsync(ct);
            // After the facts: without it they would be sealed once more. Before the lines, which say that there was one.
            if (isWhole && await SealAudit.CursorAsync(workspace, scope, ct) is { } cursor)
            {
                var marks = new Writes(workspace, Scopes.Chain);
                await marks.AddAsync(new RecordWrite.Delete(cursor.Row, cursor.ETag), ct);
                await marks.EndAsync(ct);
            }
        }
        return pinned;
    }

    /// <summary>Puts its entry in the place of each line.</summary>
    private static async Task LinesAsync(Workspace workspace, ErasureList list, CancellationToken ct)
    {
        var writes = new Writes(workspace, Scopes.Chain);
        foreach (var sequence in list.Sequences)
        {
            var record = await LineAsync(workspace, sequence, ct);
            if (FactOf(record) is null)
                continue;
            var line = SealedRow.LineOf(record.Json.Span);
            var entry = FactEntry.Of(LogLine.SeedOf(line), LogLine.ContentOf(line));
            var left = Encoding.UTF8.GetBytes(LogLine.WriteErased(entry, sequence));
            await writes.AddAsync(new RecordWrite.Replace(record.Row, left, record.ETag), ct);
        }
        await writes.EndAsync(ct);
    }

    /// <summary>Deletes kept content that nothing else names; before the lines, which say what it was.</summary>
    private static async Task KeptAsync(Workspace workspace, HashSet<string> pinned, ErasureList list, CancellationToken ct)
    {
        var gone = list.Sequences.ToHashSet();
        await foreach (var line in SealAudit.LinesAsync(workspace, ct))
            if (line.Fact is { } fact && !gone.Contains(line.Sequence))
                pinned.ExceptWith(PinnedContent.Of(fact));
        foreach (var hash in pinned)
            await workspace.Files.DeleteAsync(DropContainer.Kept, DropPath.OfHash(hash), ct);
    }

    private static async Task<StoredRecord> LineAsync(Workspace workspace, long sequence, CancellationToken ct) =>
        await workspace.Records.FindAsync(LogRows.Partition(workspace), LogRows.Line(sequence), ct)
        ?? throw PartitionCommit.Altered(LogRows.Line(sequence));

    private static Fact? FactOf(StoredRecord record) => SealAudit.Read(record, r => AuditFiles.FactOf(SealedRow.LineOf(r.Json.Span)));

    /// <summary>Writes of one partition, committed some at a time: what is erased may be larger than memory.</summary>
    private sealed class Writes(Workspace workspace, string scope)
    {
        private readonly List<RecordWrite> some = [];

        public async Task AddAsync(RecordWrite write, CancellationToken ct)
        {
            some.Add(write);
            if (some.Count == LinesAtOnce)
                await EndAsync(ct);
        }

        public async Task EndAsync(CancellationToken ct)
        {
            if (some.Count == 0)
                return;
            if (await workspace.Records.CommitAsync(new PartitionKey(workspace.Tenant, scope), some, ct) is not CommitResult.Committed)
                throw new Failures.OutsideFailureException(
                    new Failures.OutsideFailure.Transient("erasure-met"),
                    Wording.Of("Outside.erasure-met")
                );
            some.Clear();
        }
    }
}

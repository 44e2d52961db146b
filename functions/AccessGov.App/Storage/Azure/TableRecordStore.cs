using System.Runtime.CompilerServices;
using AccessGov.Core.Kernel;
using Azure;
using Azure.Data.Tables;

namespace AccessGov.App.Storage.Azure;

/// <summary>
/// Records in one Azure table, made when the first is committed. JSON is split over binary properties of 64 KiB, the largest there are.
/// </summary>
/// <param name="service">The storage account's tables, with <see cref="AzureClients.Counting{T}"/> options.</param>
/// <param name="tableName">3–63 letters and digits, a letter first.</param>
public sealed class TableRecordStore(TableServiceClient service, string tableName = "accessgov") : IRecordStore
{
    private const int PropertyBytes = 64 * 1024;

    // Which commit wrote the row: tells our own success from another's after a lost reply.
    private const string CommitId = "c";

    // A version that no row has any more: our row was overwritten before we learnt its version.
    private static readonly ETag Superseded = new("W/\"datetime'2000-01-01T00%3A00%3A00.0000000Z'\"");
    private readonly TableServiceClient _service = service;
    private readonly TableClient _table = service.GetTableClient(tableName);
    private volatile bool _exists;

    /// <inheritdoc/>
    public async Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
    {
        RecordKeys.Checked(row, "row");
        return await EntityAsync(partition.ToString(), row, null, cancellation).ConfigureAwait(false) is { } entity ? Record(entity) : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> RangeAsync(
        PartitionKey partition,
        string fromRow,
        string? beforeRow,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        RecordKeys.CheckedBound(fromRow, "row");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition.ToString()} and RowKey ge {fromRow}");
        if (beforeRow is not null)
            filter += " and " + TableClient.CreateQueryFilter($"RowKey lt {RecordKeys.CheckedBound(beforeRow, "row")}");
        string? next = null;
        do
        {
            (var page, next) = await PageAsync(filter, null, next, cancellation).ConfigureAwait(false);
            foreach (var entity in page)
                yield return Record(entity);
        } while (next is not null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> PartitionsAsync(
        TenantId tenant,
        string scopePrefix,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var start = $"{TenantId.Parse(tenant.Value)}|";
        var prefix = start + RecordKeys.CheckedBound(scopePrefix, "scope");
        // '}' is the character after '|': no key of this tenant comes later.
        var (end, from, last) = ($"{tenant.Value}}}", TableClient.CreateQueryFilter($"PartitionKey ge {prefix}"), "");
        string? next = null;
        do
        {
            var filter = from + " and " + TableClient.CreateQueryFilter($"PartitionKey lt {end}");
            (var page, next) = await PageAsync(filter, ["PartitionKey"], next, cancellation).ConfigureAwait(false);
            foreach (var entity in page)
            {
                if (entity.PartitionKey == last)
                    continue;
                if (!entity.PartitionKey.StartsWith(prefix, StringComparison.Ordinal))
                    yield break;
                last = entity.PartitionKey;
                yield return last[start.Length..];
            }
            // Tables may send an empty page that goes on; after any other, jump over what is left of the partition.
            if (next is null || page.Count == 0)
                continue;
            (from, next) = (TableClient.CreateQueryFilter($"PartitionKey gt {last}"), "");
        } while (next is not null);
    }

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(PartitionKey partition, IReadOnlyList<RecordWrite> writes, CancellationToken cancellation)
    {
        RecordLimits.Check(writes);
        var (key, commit) = (partition.ToString(), Guid.NewGuid().ToString("N"));
        var actions = writes.Select(write => Action(key, commit, write)).ToArray();
        return await AzureFailures
            .GuardedAsync(
                Wording.Of("Outside.records-uncommitted", key),
                async () =>
                {
                    await EnsureTableAsync(cancellation).ConfigureAwait(false);
                    using var attempts = SentAttempts.Begin();
                    try
                    {
                        var replies = (await _table.SubmitTransactionAsync(actions, cancellation).ConfigureAwait(false)).Value;
                        return new CommitResult.Committed([
                            .. writes.Zip(replies, (write, reply) => write is RecordWrite.Delete ? null : Tag(reply.Headers.ETag)),
                        ]);
                    }
                    catch (RequestFailedException e) when (Why(e) is { } why)
                    {
                        if (attempts.Repeated && await OwnAsync(key, commit, writes, cancellation).ConfigureAwait(false) is { } own)
                            return own;
                        var index =
                            e is TableTransactionFailedException { FailedTransactionActionIndex: { } failed } && failed < writes.Count
                                ? failed
                                : 0;
                        return (CommitResult)new CommitResult.Conflict(writes[index].Row, why);
                    }
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>True when something was committed once.</summary>
    /// <param name="cancellation">Cancels the operation.</param>
    public Task<bool> ExistsAsync(CancellationToken cancellation) =>
        AzureFailures.GuardedAsync(
            Wording.Of("Outside.tables-unread"),
            async () =>
            {
                var found = _service.QueryAsync(t => t.Name == _table.Name, 1, cancellation).GetAsyncEnumerator(cancellation);
                await using (found.ConfigureAwait(false))
                    return await found.MoveNextAsync().ConfigureAwait(false);
            },
            cancellation
        );

    private static ConflictReason? Why(RequestFailedException e) =>
        e switch
        {
            { Status: 409, ErrorCode: "EntityAlreadyExists" } => ConflictReason.AlreadyExists,
            { Status: 412 } => ConflictReason.Changed,
            { Status: 404, ErrorCode: "ResourceNotFound" or "EntityNotFound" } => ConflictReason.Missing,
            _ => null,
        };

    // All or nothing: one row that carries our commit's id proves the whole batch; a batch of deletions alone is proved by absence.
    private async Task<CommitResult?> OwnAsync(
        string partition,
        string commit,
        IReadOnlyList<RecordWrite> writes,
        CancellationToken cancellation
    )
    {
        var (etags, own, gone) = (new List<ETag?>(writes.Count), 0, 0);
        foreach (var write in writes)
        {
            var found = await EntityAsync(partition, write.Row, [CommitId], cancellation).ConfigureAwait(false);
            var isOwn = write is not RecordWrite.Delete && found?.GetString(CommitId) == commit;
            if (isOwn)
                own++;
            if (write is RecordWrite.Delete && found is null)
                gone++;
            etags.Add(
                write is RecordWrite.Delete ? null
                : isOwn ? Tag(found!.ETag)
                : Superseded
            );
        }
        return own > 0 || gone == writes.Count ? new CommitResult.Committed(etags) : null;
    }

    private static TableTransactionAction Action(string partition, string commit, RecordWrite write)
    {
        var entity = new TableEntity(partition, write.Row);
        if (RecordLimits.Json(write) is not { } json)
            return new(
                TableTransactionActionType.Delete,
                entity,
                ((RecordWrite.Delete)write).ETag is { } etag ? new global::Azure.ETag(etag.Value) : global::Azure.ETag.All
            );
        entity[CommitId] = commit;
        for (var at = 0; at < json.Length; at += PropertyBytes)
            entity[$"j{at / PropertyBytes}"] = json.Slice(at, Math.Min(PropertyBytes, json.Length - at)).ToArray();
        return write switch
        {
            RecordWrite.Insert => new(TableTransactionActionType.Add, entity),
            RecordWrite.Replace replace => new(
                TableTransactionActionType.UpdateReplace,
                entity,
                new global::Azure.ETag(replace.ETag.Value)
            ),
            _ => new(TableTransactionActionType.UpsertReplace, entity),
        };
    }

    private static StoredRecord Record(TableEntity entity)
    {
        var json = new MemoryStream();
        for (var i = 0; entity.GetBinary($"j{i}") is { } part; i++)
            json.Write(part);
        return new(entity.RowKey, Tag(entity.ETag)!.Value, json.ToArray());
    }

    private static ETag? Tag(global::Azure.ETag? etag) => etag is { } found ? new ETag(found.ToString("H")) : null;

    private Task<TableEntity?> EntityAsync(string partition, string row, string[]? select, CancellationToken cancellation) =>
        AzureFailures.GuardedAsync(
            Wording.Of("Outside.record-unread", row, partition),
            async () =>
            {
                var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, select, cancellation).ConfigureAwait(false);
                return found.HasValue ? found.Value : null;
            },
            cancellation
        );

    private Task<(IReadOnlyList<TableEntity> Page, string? Next)> PageAsync(
        string filter,
        string[]? select,
        string? from,
        CancellationToken cancellation
    ) =>
        AzureFailures.GuardedAsync<(IReadOnlyList<TableEntity>, string?)>(
            Wording.Of("Outside.records-unread"),
            async () =>
            {
                var pages = _table
                    .QueryAsync<TableEntity>(filter, maxPerPage: 1000, select, cancellation)
                    .AsPages(from is "" ? null : from)
                    .GetAsyncEnumerator(cancellation);
                try
                {
                    await using (pages.ConfigureAwait(false))
                        return await pages.MoveNextAsync().ConfigureAwait(false)
                            ? (pages.Current.Values, pages.Current.ContinuationToken)
                            : ([], null);
                }
                catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
                {
                    return ([], null);
                }
            },
            cancellation
        );

    private async Task EnsureTableAsync(CancellationToken cancellation)
    {
        if (_exists)
            return;
        await _table.CreateIfNotExistsAsync(cancellation).ConfigureAwait(false);
        _exists = true;
    }
}

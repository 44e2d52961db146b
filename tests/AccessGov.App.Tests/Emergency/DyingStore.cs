using AccessGov.App.Storage;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Tests.Emergency;

/// <summary>The real store, whose process dies at one commit of a partition: before it, or once it is durable.</summary>
internal sealed class DyingStore(IRecordStore inner, string scope, int dieAt, bool afterwards) : IRecordStore
{
    private int commits;

    public Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation) =>
        inner.FindAsync(partition, row, cancellation);

    public IAsyncEnumerable<StoredRecord> RangeAsync(
        PartitionKey partition,
        string fromRow,
        string? beforeRow,
        CancellationToken cancellation
    ) => inner.RangeAsync(partition, fromRow, beforeRow, cancellation);

    public IAsyncEnumerable<string> PartitionsAsync(TenantId tenant, string scopePrefix, CancellationToken cancellation) =>
        inner.PartitionsAsync(tenant, scopePrefix, cancellation);

    public async Task<CommitResult> CommitAsync(PartitionKey partition, IReadOnlyList<RecordWrite> writes, CancellationToken cancellation)
    {
        var isLast = partition.Scope == scope && ++commits == dieAt;
        if (isLast && !afterwards)
            throw new ProcessDied();
        var result = await inner.CommitAsync(partition, writes, cancellation);
        return isLast ? throw new ProcessDied() : result;
    }

    /// <summary>Nothing after this line ever ran.</summary>
    public sealed class ProcessDied : Exception;
}

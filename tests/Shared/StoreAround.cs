using AccessGov.App.Storage;
using AccessGov.Core.Kernel;

namespace AccessGov.Tests;

/// <summary>A store around another one: what is not said otherwise is the other one's.</summary>
internal abstract class StoreAround(IRecordStore inner) : IRecordStore
{
    public virtual Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation) =>
        inner.FindAsync(partition, row, cancellation);

    public virtual IAsyncEnumerable<StoredRecord> RangeAsync(
        PartitionKey partition,
        string fromRow,
        string? beforeRow,
        CancellationToken cancellation
    ) => inner.RangeAsync(partition, fromRow, beforeRow, cancellation);

    public IAsyncEnumerable<string> PartitionsAsync(TenantId tenant, string scopePrefix, CancellationToken cancellation) =>
        inner.PartitionsAsync(tenant, scopePrefix, cancellation);

    public virtual Task<CommitResult> CommitAsync(
        PartitionKey partition,
        IReadOnlyList<RecordWrite> writes,
        CancellationToken cancellation
    ) => inner.CommitAsync(partition, writes, cancellation);
}

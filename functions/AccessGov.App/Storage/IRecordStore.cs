using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage;

/// <summary>
/// Keyed JSON records in partitions. All methods throw <see cref="App.Failures.OutsideFailureException"/> when the store cannot be
/// reached or has no room; a commit that threw may have been applied: read before trying again.
/// </summary>
public interface IRecordStore
{
    /// <summary>The record, or null when there is none.</summary>
    /// <param name="partition">The tenant and the scope.</param>
    /// <param name="row">The row's key.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The row is no valid key.</exception>
    Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation);

    /// <summary>
    /// Records with <paramref name="fromRow"/> ≤ row &lt; <paramref name="beforeRow"/> in ordinal order. Read page by page: each
    /// record is whole, but a commit made meanwhile may show in later pages only.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="fromRow">First row; empty for the beginning.</param>
    /// <param name="beforeRow">Row to stop before; null for the end.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IAsyncEnumerable<StoredRecord> RangeAsync(PartitionKey partition, string fromRow, string? beforeRow, CancellationToken cancellation);

    /// <summary>
    /// Scopes of the tenant that hold a record, in ordinal order. For sweeps, not for requests. No index is kept (it could not be
    /// committed together with the partition it speaks of): SQLite does one index seek a partition; Tables reads keys only, 1,000 a
    /// request, and jumps over what is left of a partition, so it needs at most min(partitions, records ÷ 1,000) + 1 requests.
    /// </summary>
    /// <param name="tenant">The municipality.</param>
    /// <param name="scopePrefix">What the scopes start with; empty for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IAsyncEnumerable<string> PartitionsAsync(TenantId tenant, string scopePrefix, CancellationToken cancellation);

    /// <summary>Applies all writes or none, durably. Bounds: <see cref="RecordLimits"/>.</summary>
    /// <param name="partition">The tenant and the scope.</param>
    /// <param name="writes">One write a row, all in this partition.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="ArgumentException">Too many or no writes, a row named twice, a record or the batch too large, an invalid
    /// key.</exception>
    Task<CommitResult> CommitAsync(PartitionKey partition, IReadOnlyList<RecordWrite> writes, CancellationToken cancellation);
}

using AccessGov.App.Storage;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Tests.Work;

/// <summary>
/// A store in which somebody else is said to have committed first: the first commits of some scopes conflict, and all conflicts are
/// counted.
/// </summary>
internal sealed class ContendedStore(IRecordStore inner, string scope, int refuses, Action? onRefused = null) : IRecordStore
{
    private int left = refuses;
    private int conflicts;

    public int Conflicts => conflicts;

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
        if (partition.Scope.StartsWith(scope, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0)
        {
            onRefused?.Invoke();
            return new CommitResult.Conflict("ledger", ConflictReason.Changed);
        }
        var result = await inner.CommitAsync(partition, writes, cancellation);
        if (result is CommitResult.Conflict)
            Interlocked.Increment(ref conflicts);
        return result;
    }
}

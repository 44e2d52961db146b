using AccessGov.App.Storage;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Work;

/// <summary>
/// A store in which somebody else is said to have committed first: the first commits of some scopes conflict, and all conflicts are
/// counted.
/// </summary>
internal sealed class ContendedStore(IRecordStore inner, string scope, int refuses, Action? onRefused = null) : StoreAround(inner)
{
    private int left = refuses;
    private int conflicts;

    public int Conflicts => conflicts;

    public override async Task<CommitResult> CommitAsync(
        PartitionKey partition,
        IReadOnlyList<RecordWrite> writes,
        CancellationToken cancellation
    )
    {
        if (partition.Scope.StartsWith(scope, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0)
        {
            onRefused?.Invoke();
            return new CommitResult.Conflict("ledger", ConflictReason.Changed);
        }
        var result = await base.CommitAsync(partition, writes, cancellation);
        if (result is CommitResult.Conflict)
            Interlocked.Increment(ref conflicts);
        return result;
    }
}

using AccessGov.App.Storage;

namespace AccessGov.Tests;

/// <summary>The real store, whose process dies at one commit: before it, or after it is durable and before anybody hears of it.</summary>
/// <param name="inner">The store.</param>
/// <param name="dieAt">Number of that commit, from 1; 0 for none.</param>
/// <param name="afterwards">True for after it.</param>
/// <param name="scope">Counts commits of one partition only; null for all.</param>
internal sealed class FaultyStore(IRecordStore inner, int dieAt, bool afterwards, string? scope = null) : StoreAround(inner)
{
    /// <summary>Commits so far.</summary>
    public int Commits { get; private set; }

    public override async Task<CommitResult> CommitAsync(
        PartitionKey partition,
        IReadOnlyList<RecordWrite> writes,
        CancellationToken cancellation
    )
    {
        var isLast = (scope is null || partition.Scope == scope) && ++Commits == dieAt;
        if (isLast && !afterwards)
            throw new ProcessDied();
        var result = await base.CommitAsync(partition, writes, cancellation);
        return isLast ? throw new ProcessDied() : result;
    }

    /// <summary>Nothing after this line ever ran.</summary>
    public sealed class ProcessDied : Exception;
}

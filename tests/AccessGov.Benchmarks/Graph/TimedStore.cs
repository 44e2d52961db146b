using System.Diagnostics;
using AccessGov.App.Storage;
using AccessGov.Core.Kernel;

namespace AccessGov.Benchmarks.Graph;

/// <summary>A store that knows how often it committed and how long it was waited for.</summary>
internal sealed class TimedStore(IRecordStore inner) : IRecordStore
{
    private readonly Stopwatch watch = new();

    public int Commits { get; private set; }

    public TimeSpan Spent => watch.Elapsed;

    public async Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
    {
        watch.Start();
        var found = await inner.FindAsync(partition, row, cancellation);
        watch.Stop();
        return found;
    }

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
        watch.Start();
        Commits++;
        var result = await inner.CommitAsync(partition, writes, cancellation);
        watch.Stop();
        return result;
    }
}

using System.Diagnostics;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;

namespace AccessGov.Benchmarks.Graph;

/// <summary>A store that knows how often it committed and how long that took.</summary>
internal sealed class TimedStore(IRecordStore inner) : IRecordStore
{
    private readonly Stopwatch commits = new(), reads = new();

    public int Commits { get; private set; }

    public int Reads { get; private set; }

    public TimeSpan Committing => commits.Elapsed;

    public TimeSpan Reading => reads.Elapsed;

    public async Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
    {
        reads.Start();
        Reads++;
        var found = await inner.FindAsync(partition, row, cancellation);
        reads.Stop();
        return found;
    }

    public IAsyncEnumerable<StoredRecord> RangeAsync(PartitionKey partition, string fromRow, string? beforeRow, CancellationToken cancellation) =>
        inner.RangeAsync(partition, fromRow, beforeRow, cancellation);

    public IAsyncEnumerable<string> PartitionsAsync(TenantId tenant, string scopePrefix, CancellationToken cancellation) => inner.PartitionsAsync(tenant, scopePrefix, cancellation);

    public async Task<CommitResult> CommitAsync(PartitionKey partition, IReadOnlyList<RecordWrite> writes, CancellationToken cancellation)
    {
        commits.Start();
        Commits++;
        var result = await inner.CommitAsync(partition, writes, cancellation);
        commits.Stop();
        return result;
    }
}

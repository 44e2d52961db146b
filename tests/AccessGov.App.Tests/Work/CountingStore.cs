using System.Runtime.CompilerServices;
using AccessGov.App.Storage;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Work;

/// <summary>A store that counts what it is asked for.</summary>
internal sealed class CountingStore(IRecordStore inner) : StoreAround(inner)
{
    /// <summary>Rows that were asked for one by one.</summary>
    public List<string> Finds { get; } = [];

    /// <summary>Ranges that were asked for, by their first row.</summary>
    public List<string> Ranges { get; } = [];

    /// <summary>Rows that ranges gave.</summary>
    public int Ranged { get; private set; }

    public void Forget()
    {
        Finds.Clear();
        Ranges.Clear();
        Ranged = 0;
    }

    public override Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
    {
        lock (Finds)
            Finds.Add(row);
        return base.FindAsync(partition, row, cancellation);
    }

    public override async IAsyncEnumerable<StoredRecord> RangeAsync(
        PartitionKey partition,
        string fromRow,
        string? beforeRow,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        lock (Finds)
            Ranges.Add(fromRow);
        await foreach (var record in base.RangeAsync(partition, fromRow, beforeRow, cancellation))
        {
            lock (Finds)
                Ranged++;
            yield return record;
        }
    }
}

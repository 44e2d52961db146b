using System.Runtime.CompilerServices;
using AccessGov.App.Storage;
using AccessGov.Core.Kernel;

namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// What is asked of a tenant's store, by the function that asks. A point read, a commit, each operation of a queue and of a blob is a
/// request to Azure storage; a range is one for each thousand rows.
/// </summary>
internal sealed class StoreTally
{
    // Of Table storage: "a query may return up to 1,000 entities".
    private const int RowsOfAPage = 1_000;
    private readonly Dictionary<string, Calls> all = [];
    private readonly Dictionary<string, int> runs = [];
    private readonly Lock gate = new();

    /// <summary>Who asks from now on.</summary>
    public string Function { get; private set; } = "";

    /// <summary>What each function asked since the last <see cref="Clear"/>.</summary>
    public IReadOnlyDictionary<string, Calls> All => all;

    public void Clear()
    {
        all.Clear();
        runs.Clear();
    }

    /// <summary>How often each function ran since then.</summary>
    public IReadOnlyDictionary<string, int> Runs => runs;

    /// <summary>A function runs; what is asked until <see cref="Ended"/> is its own.</summary>
    public void Began(string function)
    {
        Function = function;
        runs[function] = runs.GetValueOrDefault(function) + 1;
    }

    /// <summary>What is asked now is nobody's, and not counted.</summary>
    public void Ended() => Function = "";

    /// <summary>The same store, counted.</summary>
    public IRecordStore Of(IRecordStore records) => new CountedRecords(this, records);

    /// <summary>The same queues, counted.</summary>
    public IWorkQueue Of(IWorkQueue queue) => new CountedQueue(this, queue);

    /// <summary>The same files, counted.</summary>
    public IFileDrop Of(IFileDrop files) => new CountedFiles(this, files);

    /// <summary>Counts requests to queues that went round the counted queue.</summary>
    public void CountQueue(int requests) => Add(new Calls(0, 0, 0, requests, 0));

    /// <summary>Counts requests to the directory.</summary>
    public void CountGraph(int requests) => Add(new Calls(0, 0, 0, 0, 0, requests));

    private void Add(Calls calls)
    {
        if (Function.Length == 0)
            return;
        lock (gate)
            all[Function] = all.GetValueOrDefault(Function) + calls;
    }

    /// <summary>Requests.</summary>
    /// <param name="Reads">Point reads and pages of ranges.</param>
    /// <param name="Commits">Transactions.</param>
    /// <param name="Rows">Rows that the transactions wrote; no requests.</param>
    /// <param name="Queue">Messages sent, received, held, deleted.</param>
    /// <param name="Blobs">Files written, read, listed.</param>
    /// <param name="Graph">Requests to the directory, which the store does not see.</param>
    public readonly record struct Calls(int Reads, int Commits, int Rows, int Queue, int Blobs, int Graph = 0)
    {
        /// <summary>Requests to the account.</summary>
        public int Requests => Reads + Commits + Queue + Blobs;

        public static Calls operator +(Calls a, Calls b) =>
            new(a.Reads + b.Reads, a.Commits + b.Commits, a.Rows + b.Rows, a.Queue + b.Queue, a.Blobs + b.Blobs, a.Graph + b.Graph);
    }

    private sealed class CountedRecords(StoreTally tally, IRecordStore inner) : IRecordStore
    {
        public Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
        {
            tally.Add(new Calls(1, 0, 0, 0, 0));
            return inner.FindAsync(partition, row, cancellation);
        }

        public IAsyncEnumerable<StoredRecord> RangeAsync(
            PartitionKey partition,
            string fromRow,
            string? beforeRow,
            CancellationToken cancellation
        ) => PagesAsync(inner.RangeAsync(partition, fromRow, beforeRow, cancellation), cancellation);

        public IAsyncEnumerable<string> PartitionsAsync(TenantId tenant, string scopePrefix, CancellationToken cancellation) =>
            PagesAsync(inner.PartitionsAsync(tenant, scopePrefix, cancellation), cancellation);

        public Task<CommitResult> CommitAsync(PartitionKey partition, IReadOnlyList<RecordWrite> writes, CancellationToken cancellation)
        {
            tally.Add(new Calls(0, 1, writes.Count, 0, 0));
            return inner.CommitAsync(partition, writes, cancellation);
        }

        private async IAsyncEnumerable<T> PagesAsync<T>(IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken ct)
        {
            var count = 0;
            tally.Add(new Calls(1, 0, 0, 0, 0));
            await foreach (var row in rows.WithCancellation(ct))
            {
                if (++count % RowsOfAPage == 0)
                    tally.Add(new Calls(1, 0, 0, 0, 0));
                yield return row;
            }
        }
    }

    private sealed class CountedQueue(StoreTally tally, IWorkQueue inner) : IWorkQueue
    {
        private static readonly Calls One = new(0, 0, 0, 1, 0);

        public Task SendAsync(QueueName queue, string body, TimeSpan? visibleAfter, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.SendAsync(queue, body, visibleAfter, cancellation);
        }

        public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
            QueueName queue,
            int max,
            TimeSpan visibilityFor,
            CancellationToken cancellation
        )
        {
            tally.Add(One);
            return inner.ReceiveAsync(queue, max, visibilityFor, cancellation);
        }

        public Task<bool> DeleteAsync(QueueName queue, QueueMessage message, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.DeleteAsync(queue, message, cancellation);
        }

        public Task<QueueMessage?> ExtendAsync(QueueName queue, QueueMessage message, TimeSpan visibleAfter, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.ExtendAsync(queue, message, visibleAfter, cancellation);
        }

        public Task<long> PeekCountAsync(QueueName queue, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.PeekCountAsync(queue, cancellation);
        }
    }

    private sealed class CountedFiles(StoreTally tally, IFileDrop inner) : IFileDrop
    {
        private static readonly Calls One = new(0, 0, 0, 0, 1);

        public Task<bool> PutAsync(DropContainer container, DropPath path, Stream content, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.PutAsync(container, path, content, cancellation);
        }

        public Task<string> PutByHashAsync(DropContainer container, Stream content, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.PutByHashAsync(container, content, cancellation);
        }

        public Task<Stream?> OpenAsync(DropContainer container, DropPath path, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.OpenAsync(container, path, cancellation);
        }

        public IAsyncEnumerable<DropEntry> ListAsync(DropContainer container, string prefix, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.ListAsync(container, prefix, cancellation);
        }

        public Task<bool> DeleteAsync(DropContainer container, DropPath path, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.DeleteAsync(container, path, cancellation);
        }

        public Task<bool> DeleteOlderAsync(DropContainer container, DropPath path, DateTimeOffset before, CancellationToken cancellation)
        {
            tally.Add(One);
            return inner.DeleteOlderAsync(container, path, before, cancellation);
        }
    }
}

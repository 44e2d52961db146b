using AccessGov.Functions.Serve;

namespace AccessGov.Benchmarks.Scale;

/// <summary>What a simulated 1 April happens under.</summary>
/// <param name="Rules">The host's numbers.</param>
internal sealed record AprilSettings(HostRules Rules)
{
    /// <summary>Share of the people who move on the day.</summary>
    public double Movers { get; init; } = 0.05;

    /// <summary>One in so many must leave at once, in the first minute; at least one of each municipality.</summary>
    public int LeaverAmong { get; init; } = 1_000;

    /// <summary>What a request to the storage account takes. Estimated.</summary>
    public TimeSpan Store { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>What a request to the directory takes. Estimated; as in the other benchmarks.</summary>
    public TimeSpan RoundTrip { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Of one account: learn.microsoft.com, "Scalability and performance targets for standard storage accounts".</summary>
    public int AccountPerSecond { get; init; } = 20_000;

    /// <summary>Rows of one partition: learn.microsoft.com, "Scalability and performance targets for Table storage".</summary>
    public int PartitionPerSecond { get; init; } = 2_000;

    /// <summary>Messages of one queue: learn.microsoft.com, "Scalability and performance targets for Queue Storage".</summary>
    public int QueuePerSecond { get; init; } = 2_000;

    /// <summary>Executions at once of all municipalities together; null for as many as are wanted.</summary>
    public int? AtOnce { get; init; }

    /// <summary>True: one app serves all from one set of queues, and <see cref="AtOnce"/> is that of each function.</summary>
    public bool IsOneApp { get; init; }

    /// <summary>True: the writes that the tenant's quota allows at once are gone before midnight.</summary>
    public bool IsBurstSpent { get; init; }

    /// <summary>The turn of the day of each begins at a random moment of so long; null: all at midnight, as the timers are today.</summary>
    public TimeSpan? SpreadOver { get; init; }

    /// <summary>Each set of random waits and arrivals.</summary>
    public int Seed { get; init; } = 1;
}

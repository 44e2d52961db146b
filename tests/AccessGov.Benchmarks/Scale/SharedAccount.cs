using AccessGov.App.Directory.Entra.Wire;

namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// One storage account on the simulated clock: what is beyond a documented limit is refused, and asked again as the SDK does by itself
/// (three times, 0.8 s and twice that each time; learn.microsoft.com, Azure.Core, RetryOptions). Whether an account bears a burst is
/// documented nowhere: a second's allowance may be asked for at once.
/// </summary>
internal sealed class SharedAccount(AprilSettings settings, TimeProvider clock)
{
    private const int Retries = 3;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly TokenBucket account = new(settings.AccountPerSecond, Second, clock.GetUtcNow());
    private readonly Dictionary<string, TokenBucket> parts = [];
    private readonly Dictionary<long, int> seconds = [];
    private readonly Random random = new(settings.Seed);
    private readonly DateTimeOffset start = clock.GetUtcNow();

    /// <summary>What was asked in all, again included.</summary>
    public long Requests { get; private set; }

    /// <summary>What was refused because of the account; because of a partition or a queue.</summary>
    public (long Account, long Part) Refused { get; private set; }

    /// <summary>Calls that failed after all retries: the message is seen again later.</summary>
    public long Failed { get; private set; }

    /// <summary>The most that was asked in one second of the clock.</summary>
    public int Peak => seconds.Values.DefaultIfEmpty().Max();

    /// <summary>A read.</summary>
    public Task ReadAsync(string partition) => AskAsync(partition, settings.PartitionPerSecond, 1);

    /// <summary>A commit of so many rows.</summary>
    public Task CommitAsync(string partition, int rows) => AskAsync(partition, settings.PartitionPerSecond, rows);

    /// <summary>A message put, taken or ended.</summary>
    public Task MessageAsync(string queue) => AskAsync(queue, settings.QueuePerSecond, 1);

    private async Task AskAsync(string part, int perSecond, int count)
    {
        if (!parts.TryGetValue(part, out var bucket))
            parts[part] = bucket = new TokenBucket(perSecond, Second, clock.GetUtcNow());
        for (var tries = 0; ; tries++)
        {
            var now = clock.GetUtcNow();
            Requests++;
            var second = (long)(now - start).TotalSeconds;
            seconds[second] = seconds.GetValueOrDefault(second) + 1;
            var (ofAccount, ofPart) = (account.WaitFor(1, now) > TimeSpan.Zero, bucket.WaitFor(count, now) > TimeSpan.Zero);
            if (!ofAccount && !ofPart)
            {
                account.Take(1);
                bucket.Take(count);
                await Task.Delay(settings.Store, clock);
                return;
            }
            Refused = (Refused.Account + (ofAccount ? 1 : 0), Refused.Part + (ofAccount ? 0 : 1));
            if (tries == Retries)
            {
                Failed++;
                // The function failed; the host shows the message again. What was done bears repeating.
                await Task.Delay(settings.Rules.RetryAfter, clock);
                tries = -1;
                continue;
            }
            await Task.Delay(FirstRetry * Math.Pow(2, tries) * (0.8 + (0.4 * random.NextDouble())), clock);
        }
    }
}

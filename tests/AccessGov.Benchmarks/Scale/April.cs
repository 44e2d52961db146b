using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.Scale;

/// <summary>Midnight of 1 April in Japan, of many municipalities behind one storage account, on a simulated clock.</summary>
internal static class April
{
    /// <summary>What came of it.</summary>
    /// <param name="Done">How long each took, in their order.</param>
    /// <param name="AllDone">Since midnight, until the last was done.</param>
    /// <param name="Leavers">What each leaver waited, shortest first.</param>
    /// <param name="Requests">To the account.</param>
    /// <param name="Peak">In its busiest second.</param>
    /// <param name="RefusedByAccount">Beyond the account's limit.</param>
    /// <param name="RefusedByPart">Beyond a partition's or a queue's.</param>
    /// <param name="Failed">Refused so often that the message had to come again.</param>
    public sealed record Night(
        IReadOnlyList<TimeSpan> Done,
        TimeSpan AllDone,
        IReadOnlyList<TimeSpan> Leavers,
        long Requests,
        int Peak,
        long RefusedByAccount,
        long RefusedByPart,
        long Failed
    );

    /// <summary>How a municipality fared among the others: its time there by its time alone.</summary>
    /// <param name="P50">Of half of them at most.</param>
    /// <param name="P99">Of 99 in 100 at most.</param>
    /// <param name="Most">The worst.</param>
    /// <param name="Jain">Jain's index of the speeds: 1 when all fared alike, 1 ÷ n when one had everything.</param>
    public sealed record Fairness(double P50, double P99, double Most, double Jain);

    /// <summary>One night.</summary>
    /// <param name="settings">What it happens under.</param>
    /// <param name="staff">The people of each municipality.</param>
    /// <param name="only">The one that is alone; null for all together.</param>
    public static Night Run(AprilSettings settings, IReadOnlyList<int> staff, int? only = null)
    {
        var start = new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
        var clock = new SimulatedTime(start);
        var (account, host) = (new SharedAccount(settings, clock), new AprilHost(settings));
        AprilTenant[] tenants =
        [
            .. Enumerable
                .Range(0, staff.Count)
                .Where(i => only is null || only == i)
                .Select(i => new AprilTenant(i, staff[i], settings, account, host, clock)),
        ];
        clock.Run(async () =>
        {
            await Task.WhenAll(tenants.Select(t => t.RunAsync()));
            return true;
        });
        return new Night(
            [.. tenants.Select(t => t.Done)],
            tenants.Max(t => t.DoneAt) - start,
            [.. tenants.SelectMany(t => t.Leavers).Order()],
            account.Requests,
            account.Peak,
            account.Refused.Account,
            account.Refused.Part,
            account.Failed
        );
    }

    /// <summary>The same night beside the night of each alone.</summary>
    public static Fairness FairnessOf(AprilSettings settings, IReadOnlyList<int> staff, Night together)
    {
        double[] times = [.. Enumerable.Range(0, staff.Count).Select(i => together.Done[i] / Run(settings, staff, i).Done[0]).Order()];
        var speeds = times.Select(t => 1 / t).ToArray();
        var jain = Math.Pow(speeds.Sum(), 2) / (speeds.Length * speeds.Sum(s => s * s));
        return new Fairness(At(times, 0.5), At(times, 0.99), times[^1], jain);
    }

    /// <summary>The value that a share of the sorted values does not exceed.</summary>
    public static T At<T>(IReadOnlyList<T> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)];
}

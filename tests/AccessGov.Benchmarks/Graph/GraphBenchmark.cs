using System.Diagnostics;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;

namespace AccessGov.Benchmarks.Graph;

/// <summary>What a day with 5 % movers costs the tenant, beside the lower bound and beside a script that asks person by person.</summary>
internal static class GraphBenchmark
{
    // The issue's promise.
    private const double Limit = 1.05;

    public static async Task<bool> RunAsync(Report report, IReadOnlyList<int> sizes, CancellationToken ct)
    {
        List<object[]> costs = [],
            speeds = [];
        var held = true;
        foreach (var size in sizes.Order())
        {
            var town = new Town(size);
            var day = await RunOursAsync(town, ct);
            var naive = await RunNaiveAsync(town, day.Plan, ct);
            var bound = LowerBound.Of(size, day.Members, day.Plan);
            var (requests, counted, writes) = (
                day.Capture.Requests + day.Apply.Requests,
                day.Capture.Counted + day.Apply.Counted,
                day.Apply.Writes
            );
            costs.Add([size, "ours, capture", day.Capture.Requests, day.Capture.Counted, day.Capture.Writes]);
            costs.Add([size, "ours, apply", day.Apply.Requests, day.Apply.Counted, day.Apply.Writes]);
            costs.Add([size, "lower bound", bound.Requests, bound.Counted, bound.Writes]);
            costs.Add([size, "one call per user", naive.Requests, naive.Counted, naive.Writes]);
            costs.Add([size, "(verify: read again)", day.Verify.Requests, day.Verify.Counted, day.Verify.Writes]);
            speeds.Add([
                size,
                day.Plan.Actions.Count,
                day.Chunks,
                day.Plan.Actions.Count / day.Apply.Seconds,
                day.Apply.Seconds,
                day.Apply.DirectorySeconds,
                day.Apply.StoreSeconds,
                day.Apply.Commits,
                naive.Seconds,
            ]);
            held &= report.Promise($"{size:#,0} users: requests of the capture less the formula", day.Capture.Requests - bound.Reads, 0);
            held &= report.Promise($"{size:#,0} users: requests, times the lower bound", (double)requests / bound.Requests, Limit);
            held &= report.Promise(
                $"{size:#,0} users: requests as Graph counts them, times the lower bound",
                (double)counted / bound.Counted,
                Limit
            );
            held &= report.Promise($"{size:#,0} users: writes, times the lower bound", (double)writes / bound.Writes, Limit);
            held &= report.Promise($"{size:#,0} users: actions left after verifying", day.Remaining, 0);
            if (day.Outcomes.Keys.Any(k => k != "applied"))
                throw new InvalidOperationException($"Not everything was applied: {string.Join(", ", day.Outcomes)}");
        }
        report.Table("A day with 5 % movers", ["users", "who", "HTTP requests", "requests counted", "writes"], costs);
        report.Table(
            "Applying over SQLite",
            ["users", "actions", "chunks", "actions/s", "seconds", "of it directory", "of it records", "commits", "one call per user s"],
            speeds
        );
        return held;
    }

    private static async Task<TownDay.Result> RunOursAsync(Town town, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            await using var tenant = await TownTenant.StartAsync(town);
            return await TownDay.RunAsync(town, tenant, folder, ct);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TownDay.Cost> RunNaiveAsync(Town town, Core.Planning.Plan plan, CancellationToken ct)
    {
        await using var tenant = await TownTenant.StartAsync(town);
        var watch = Stopwatch.StartNew();
        await NaiveScript.RunAsync(tenant, plan, ct);
        var c = tenant.Counters;
        return new TownDay.Cost(c.HttpRequests, c.ByMethod.Values.Sum(), c.Writes, watch.Elapsed.TotalSeconds, 0, 0, 0);
    }
}

using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;

namespace AccessGov.Benchmarks.Plan;

/// <summary>Time and memory of a plan beside its floor, for several sizes.</summary>
internal static class PlanBenchmark
{
    // The promises.
    private const double FloorLimit = 3,
        SecondsLimit = 10,
        PeakLimitMB = 1_500,
        GrowthLimit = 1.2;
    private const int FullSize = 1_000_000;

    public static async Task<bool> RunAsync(Report report, IReadOnlyList<int> sizes, int repeat, CancellationToken ct)
    {
        var rows = new List<object[]>();
        var steps = new List<object[]>();
        var perWorker = new List<double>();
        var held = true;
        foreach (var size in sizes.Order())
        {
            var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
            try
            {
                await ChildRun.RunAsync("input", folder, size, ct);
                List<Dictionary<string, double>> tokens = [],
                    floors = [],
                    plans = [];
                // Side by side: each repetition measures all three, so that a slow minute of the machine hits all of them.
                for (var i = 0; i < repeat; i++)
                {
                    tokens.Add(await ChildRun.RunAsync("tokens", folder, size, ct));
                    floors.Add(await ChildRun.RunAsync("floor", folder, size, ct));
                    plans.Add(await ChildRun.RunAsync("plan", folder, size, ct));
                }
                var (token, floor, plan) = (tokens.Median("seconds"), floors.Median("seconds"), plans.Median("seconds"));
                perWorker.Add(plan / size);
                rows.Add([
                    size,
                    plan / floor,
                    plan / token,
                    plan,
                    floor,
                    token,
                    plans.Median("peakMB"),
                    floors.Median("peakMB"),
                    plan / size * 1e6,
                    (long)plans.Median("actions"),
                ]);
                steps.Add([size, .. Steps.Select(s => (object)plans.Median(s))]);
                if (size < FullSize)
                    continue;
                held &= report.Promise($"plan of {size:#,0}: times the floor", plan / floor, FloorLimit);
                held &= report.Promise($"plan of {size:#,0}: seconds", plan, SecondsLimit);
                held &= report.Promise($"plan of {size:#,0}: peak MB", plans.Max(p => p["peakMB"]), PeakLimitMB);
            }
            finally
            {
                System.IO.Directory.Delete(folder, recursive: true);
            }
        }
        if (perWorker.Count > 1)
            held &= report.Promise("plan: cost per worker, largest against smallest", perWorker[^1] / perWorker[0], GrowthLimit);
        report.Table(
            "Plan beside its floor",
            [
                "workers",
                "x floor",
                "x tokens",
                "plan s",
                "floor s",
                "tokens s",
                "plan peak MB",
                "floor peak MB",
                "us per worker",
                "actions",
            ],
            rows
        );
        report.Table("Where the plan's time goes", ["workers", .. Steps], steps);
        return held;
    }

    private static readonly string[] Steps = ["read", "plan", "judge", "cpuSeconds", "memberships", "allocatedMB", "gen2", "pauseSeconds"];

    public static async Task<int> RunChildAsync(string task, string folder, int size, CancellationToken ct)
    {
        ChildRun.Tell(
            task switch
            {
                "input" => await MakeInputAsync(folder, size, ct),
                "tokens" => FloorRun.Run(folder, records: false),
                "floor" => FloorRun.Run(folder, records: true),
                "plan" => await PlanRun.RunAsync(folder, ct),
                _ => throw new ArgumentException($"Unknown task '{task}'.", nameof(task)),
            }
        );
        return 0;
    }

    private static async Task<Dictionary<string, double>> MakeInputAsync(string folder, int size, CancellationToken ct)
    {
        var town = new Town(size);
        using var storage = new StorageChoice.Sqlite(folder).Open(TimeProvider.System);
        await TownStore.FillAsync(
            new Workspace(town.Policy, storage.Records, storage.Files, storage.Queue, null!, TimeProvider.System),
            town,
            ct
        );
        DirectoryPages.Write(folder, town);
        return [];
    }
}

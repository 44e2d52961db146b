using AccessGov.Benchmarks.Harness;
using AccessGov.Functions.Serve;
using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.Scale;

/// <summary>A simulated 1 April of 300 municipalities, and what a real one of one town and a real leaver say about the model.</summary>
internal static class AprilBenchmark
{
    /// <summary>Not one of the sizes that the model's costs were taken from.</summary>
    private const int Unseen = 3_000;

    /// <summary>Leavers are few: those of so many nights are looked at together.</summary>
    private const int Nights = 5;

    /// <summary>`-- urgent`: so many actions under way, the burst spent.</summary>
    private const int UrgentActions = 50_000,
        UrgentLeavers = 20;

    /// <summary>What that measured on 2026-11-27, in three runs of four leavers (medians 0.10, 0.80 and 2.84).</summary>
    private const double UrgentMedian = 0.80,
        UrgentWorst = 3.07;

    public static async Task<bool> RunAsync(Report report, int tenants, CancellationToken ct)
    {
        var rules = HostRules.Read(Repository.Path("host.json"));
        var held = await ValidateAsync(report, rules, ct);
        var rows = new List<object[]>();
        // 512,000 MB of a region are 250 instances of 2 GB; 40 instances of one app, as the template allows, four messages each.
        foreach (
            var (name, count, settings) in new (string, int, AprilSettings)[]
            {
                ("an app each", tenants, new AprilSettings(rules)),
                ("an app each, 250 instances", tenants, new AprilSettings(rules) { AtOnce = 250 }),
                ("one app, 160 at once", tenants, new AprilSettings(rules) { AtOnce = 160, IsOneApp = true }),
                ("an app each, 25 % move", tenants, new AprilSettings(rules) { Movers = 0.25 }),
                (
                    "one app, 25 % move",
                    tenants,
                    new AprilSettings(rules)
                    {
                        Movers = 0.25,
                        AtOnce = 160,
                        IsOneApp = true,
                    }
                ),
                ("an app each, store 3 ms", tenants, new AprilSettings(rules) { Store = TimeSpan.FromMilliseconds(3) }),
                ("an app each, store 30 ms", tenants, new AprilSettings(rules) { Store = TimeSpan.FromMilliseconds(30) }),
                ("an app each", tenants * 2, new AprilSettings(rules)),
                ("an app each", 1_741, new AprilSettings(rules)),
                ("an app each, over 5 minutes", 1_741, new AprilSettings(rules) { SpreadOver = TimeSpan.FromMinutes(5) }),
                ("one app, 160 at once", 1_741, new AprilSettings(rules) { AtOnce = 160, IsOneApp = true }),
                (
                    "one app, over 5 minutes",
                    1_741,
                    new AprilSettings(rules)
                    {
                        AtOnce = 160,
                        IsOneApp = true,
                        SpreadOver = TimeSpan.FromMinutes(5),
                    }
                ),
            }
        )
        {
            var staff = AprilTowns.Of(count);
            var night = April.Run(settings, staff);
            var fair = April.FairnessOf(settings, staff, night);
            var leavers = LeaversOf(settings, staff, Nights);
            rows.Add([
                name,
                count,
                night.AllDone.TotalSeconds,
                April.At([.. night.Done.Order()], 0.5).TotalSeconds,
                fair.P50,
                fair.P99,
                fair.Most,
                fair.Jain,
                leavers.Length,
                April.At(leavers, 0.5).TotalSeconds,
                April.At(leavers, 0.99).TotalSeconds,
                leavers[^1].TotalSeconds,
                night.Requests,
                night.Peak,
                night.RefusedByAccount,
                night.RefusedByPart,
                night.Failed,
            ]);
        }
        report.Table(
            "1 April 00:00 behind one storage account, simulated seconds",
            [
                "host",
                "tenants",
                "all done",
                "half done",
                "fair p50",
                "fair p99",
                "fair max",
                "Jain",
                "leavers",
                "urgent p50",
                "urgent p99",
                "urgent worst",
                "requests",
                "peak/s",
                "503 account",
                "503 part",
                "failed",
            ],
            rows
        );
        return held;
    }

    /// <summary>What leavers waited in so many nights that differ in chance alone, shortest first.</summary>
    private static TimeSpan[] LeaversOf(AprilSettings settings, IReadOnlyList<int> staff, int nights) =>
        [.. Enumerable.Range(1, nights).SelectMany(seed => April.Run(settings with { Seed = seed }, staff).Leavers).Order()];

    private static async Task<bool> ValidateAsync(Report report, HostRules rules, CancellationToken ct)
    {
        var measured = (await OperationsBenchmark.AprilAsync(Unseen, ct)).Tally.All.Values.Sum(c => c.Requests);
        // Nobody leaves at once in that town: the model's leavers are taken off.
        var quiet = new AprilSettings(rules) { LeaverAmong = int.MaxValue };
        var modelled = April.Run(quiet, [Unseen]).Requests - LeaverRequests;
        // On the machine of `-- urgent` store and directory are near.
        var near = new AprilSettings(rules)
        {
            Store = TimeSpan.FromMilliseconds(0.5),
            RoundTrip = TimeSpan.FromMilliseconds(10),
            IsBurstSpent = true,
        };
        var staff = (int)(UrgentActions / AprilCosts.Changes / near.Movers);
        near = near with { LeaverAmong = staff / UrgentLeavers };
        var leavers = LeaversOf(near, [staff], 10);
        report.Table(
            "The model beside what was measured",
            ["what", "model", "measured"],
            [
                [$"requests of a 1 April, {Unseen} staff", modelled, measured],
                [
                    "a leaver under a plan with its burst spent, median s (measured: -- urgent)",
                    April.At(leavers, 0.5).TotalSeconds,
                    UrgentMedian,
                ],
                ["the worst s", leavers[^1].TotalSeconds, UrgentWorst],
            ]
        );
        return report.Promise("requests of the model, off what was measured", Math.Abs(((double)modelled / measured) - 1), 0.15);
    }

    private static int LeaverRequests =>
        AprilCosts.Door + AprilCosts.HrChanged + AprilCosts.PlanMade + AprilCosts.ApplyUrgent + AprilCosts.VerifyOne;
}

using System.Diagnostics;
using AccessGov.App.Planning;
using AccessGov.Benchmarks.Harness;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Server;

/// <summary>Somebody must leave at once while a plan of 50,000 actions is being applied and the tenant's write quota is used up.</summary>
internal static class UrgentBenchmark
{
    // The promise, in seconds.
    private const double Limit = 10;

    private const int Present = 20,
        Leavers = 4,
        WantedActions = 50_000;

    /// <summary>
    /// Of one application in one tenant (learn.microsoft.com, throttling limits, 2026-02-06): once they are used, the plan lives from hand
    /// to mouth.
    /// </summary>
    private const long Burst = 3_000;

    public static async Task<bool> RunAsync(Report report, CancellationToken ct)
    {
        await using var city = await ServerCity.StartAsync(null, new TenantOptions { Size = TenantSize.Large }, ct);
        await city.DeliverAsync(Present, ct);
        await city.RestAsync(ct);
        var each = (await PlanList.NewestAsync(city.Workspace, 5, ct)).Max(p => p.Actions) / Present;
        await city.DeliverAsync(Present + (WantedActions / each) + 1, ct);
        await ServerCity.UntilAsync(() => Task.FromResult(city.Tenant.Counters.Writes > Burst + 100), ct);
        var seconds = new List<double>();
        for (var i = 1; i <= Leavers; i++)
        {
            var watch = Stopwatch.StartNew();
            await city.TellAsync(i, "署員", endsAtOnce: true, ct);
            await ServerCity.UntilAsync(
                () =>
                    Task.FromResult(
                        city.Tenant.Directory.FindByEmployeeId(ServerCity.Member(i).Value)
                            is [{ AccountEnabled: false, SessionsRevokedAt: not null }]
                    ),
                ct
            );
            seconds.Add(watch.Elapsed.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(3), ct);
        }
        var bulk = (await PlanList.NewestAsync(city.Workspace, 20, ct)).First(p => p.Actions >= WantedActions);
        report.Table(
            "Leaving at once under a running plan, SQLite",
            ["actions of the plan", "of them done", "leavers", "median s", "worst s"],
            [
                [bulk.Actions, bulk.Outcomes.Values.Sum(), Leavers, seconds.Order().ElementAt(Leavers / 2), seconds.Max()],
            ]
        );
        if (bulk.Status != PlanStatus.Applying)
            throw new InvalidOperationException("The plan was over before the last leaver left; nothing was measured.");
        return report.Promise("seconds from the event to the closed account, worst", seconds.Max(), Limit);
    }
}

using System.Diagnostics;
using AccessGov.Benchmarks.Harness;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Server;

/// <summary>
/// From an HR event at the public door to the verified change, with an idle server, alone on SQLite and on Azure storage.
/// </summary>
internal static class EventBenchmark
{
    // The promise, in seconds.
    private const double Limit = 5;

    private const int Staff = 900,
        Events = 40;

    public static async Task<bool> RunAsync(Report report, CancellationToken ct)
    {
        var held = true;
        var rows = new List<object[]>();
        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        foreach (var (name, azure) in new (string, string?)[] { ("SQLite", null), ("Azurite", azurite.ConnectionString) })
        {
            await using var city = await ServerCity.StartAsync(azure, new TenantOptions { Throttle = false }, ct);
            await city.DeliverAsync(Staff, ct);
            await city.RestAsync(ct);
            var seconds = new List<double>();
            var pauses = new Random(12);
            for (var i = 1; i <= Events; i++)
            {
                await city.MarkAsync(ct);
                // Whatever a queue is looked at for, an event falls anywhere between two looks.
                await Task.Delay(TimeSpan.FromSeconds(0.5 + (pauses.NextDouble() * 4)), ct);
                var watch = Stopwatch.StartNew();
                // In turn: a joiner, a mover, a leaver who leaves at once (fewer than the brake lets pass).
                var (member, post, atOnce) = (i % 4) switch
                {
                    1 => (Staff + i, "署員", false),
                    3 when i < 20 => (i, "署員", true),
                    _ => (i, "係長", false),
                };
                await city.TellAsync(member, post, atOnce, ct);
                await city.VerifiedAsync(member, ct);
                seconds.Add(watch.Elapsed.TotalSeconds);
            }
            seconds.Sort();
            rows.Add([name, Events, seconds[Events / 2], seconds[(int)Math.Ceiling(Events * 0.95) - 1], seconds[^1]]);
            held &= report.Promise(
                $"{name}: seconds from event to verified change, p95",
                seconds[(int)Math.Ceiling(Events * 0.95) - 1],
                Limit
            );
        }
        report.Table(
            $"From an HR event to the verified change, idle server, {Staff} staff",
            ["store", "events", "p50 s", "p95 s", "worst s"],
            rows
        );
        return held;
    }
}

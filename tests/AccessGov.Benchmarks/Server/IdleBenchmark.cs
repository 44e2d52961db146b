using AccessGov.Benchmarks.Harness;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Server;

/// <summary>What an installation on Azure storage asks of it while nobody does anything: each request is paid for.</summary>
internal static class IdleBenchmark
{
    // The promise.
    private const double Limit = 6_000;

    private const int Staff = 900;

    public static async Task<bool> RunAsync(Report report, CancellationToken ct)
    {
        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        await using var city = await ServerCity.StartAsync(azurite.ConnectionString, new TenantOptions { Throttle = false }, ct);
        await city.DeliverAsync(Staff, ct);
        await city.RestAsync(ct);
        // Whatever has been told is sealed, and every queue is looked at as rarely as it ever is.
        await Task.Delay(TimeSpan.FromMinutes(2), ct);
        var before = azurite.Requests;
        var minutes = 5;
        await Task.Delay(TimeSpan.FromMinutes(minutes), ct);
        var anHour = (azurite.Requests - before) * 60 / minutes;
        report.Table(
            $"Idle on Azure storage, {Staff} staff, {minutes} minutes",
            ["requests an hour"],
            [
                [anHour],
            ]
        );
        return report.Promise("requests an hour while nobody does anything", anHour, Limit);
    }
}

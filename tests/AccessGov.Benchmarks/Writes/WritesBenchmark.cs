using AccessGov.App.Applying;
using AccessGov.App.Composition;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Graph;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Writes;

/// <summary>
/// A first day: everybody's account and rights are made under the documented quota of a large tenant, on a simulated clock. What is
/// measured is how much of the allowed writing is used, and that nothing is lost to a 429.
/// </summary>
internal static class WritesBenchmark
{
    /// <summary>
    /// One application in one tenant: 3,000 writes at once, then 3,000 in 150 s (learn.microsoft.com, throttling limits, identity and
    /// access, 2026-02-06).
    /// </summary>
    private const double Burst = 3_000,
        PerSecond = 20;

    // The promise.
    private const double Share = 0.95;

    /// <summary>What a request to Graph takes, roughly; the simulated clock moves by that for each.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(200);

    public static async Task<bool> RunAsync(Report report, int writes, CancellationToken ct)
    {
        // An account is two writes, and its rights go in twenties: about 2.3 writes a person.
        var town = new Town((int)(writes / 2.25));
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            var clock = new JumpingClock(new DateTimeOffset(Town.Today, new TimeOnly(8, 30), TimeSpan.FromHours(9)));
            await using var tenant = await TenantEmulator.StartAsync(new TenantOptions { Size = TenantSize.Large, Clock = clock });
            TownTenant.AddGroups(tenant, town);
            // Everybody's account is made but that of whoever agrees to it.
            var officer = town.Officer();
            var (account, desire) = town.InDirectory().First(a => a.Desire.Worker.Id == officer);
            TownTenant.Add(tenant, town, account, desire);
            using var storage = new StorageChoice.Sqlite(folder).Open(clock);
            using var entra = new EntraDirectory(
                new DirectorySettings
                {
                    BaseUri = tenant.BaseUri,
                    TokenUri = tenant.TokenUri,
                    ClientId = "benchmark",
                    Secret = "not-a-secret",
                },
                clock
            );
            var workspace = new Workspace(
                town.Policy,
                storage.Records,
                storage.Files,
                storage.Queue,
                new FarDirectory(entra, tenant.Counters, clock, RoundTrip),
                clock
            )
            {
                Operators = town.Operators(),
            };
            await TownStore.FillAsync(workspace, town, ct);
            var author = new Actor.Employee(new EmployeeId("author"));
            var made = (MakePlanResult.Made)
                await MakePlan.RunAsync(workspace, author, new MakePlan.Question(Town.Today, null, new HashSet<SourceId>()), null, ct);
            await TownDay.ApproveAsync(workspace, officer, made.Plan.Id, ct);

            // As the server applies: a chunk waits no longer for the quota while it holds the lease.
            workspace = workspace with
            {
                Directory = workspace.Directory.WithPatience(ApplyChunk.PatienceFor),
            };
            tenant.Counters.Reset();
            var (start, deferred) = (clock.GetUtcNow(), 0);
            ApplyChunk.Result result;
            while ((result = await ApplyChunk.RunAsync(workspace, author, made.Plan.Id, ct)) is ApplyChunk.Result.More more)
                if (more.NotBefore is { } until && until > clock.GetUtcNow())
                {
                    deferred++;
                    await Task.Delay(until - clock.GetUtcNow(), clock, ct);
                }
            var (done, passed) = ((ApplyChunk.Result.Done)result, (clock.GetUtcNow() - start).TotalSeconds);
            var (written, refused) = (tenant.Counters.Writes, entra.Counters.Throttled);
            var share = written / (Burst + (passed * PerSecond));
            report.Table(
                "Writing under the quota of a large tenant, simulated clock",
                ["people", "actions", "writes", "seconds passed", "writes allowed in them", "share used", "429 answers", "chunks put off"],
                [
                    [
                        town.Trainings.Count,
                        made.Plan.Actions.Count,
                        written,
                        passed,
                        Burst + (passed * PerSecond),
                        share,
                        refused,
                        deferred,
                    ],
                ]
            );
            var lost = done.State.Outcomes.Where(o => o.Key is not ("applied" or "already-true")).Sum(o => o.Value);
            return report.Promise("writes wanted, times those made", (double)writes / written, 1)
                & report.Promise("share of the allowed writes left unused", 1 - share, 1 - Share)
                & report.Promise("actions lost to a refusal", lost, 0);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}

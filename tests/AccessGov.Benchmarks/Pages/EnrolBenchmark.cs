using System.Diagnostics;
using System.Text.Json;
using AccessGov.Benchmarks.Harness;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Demo;

namespace AccessGov.Benchmarks.Pages;

/// <summary>
/// From a key that was enrolled in the portal to the membership in the tenant, in the city that the demo leaves: until the plan waits for a
/// person, and from that person's approval until the tenant has the right. How long people take in between is theirs.
/// </summary>
internal static class EnrolBenchmark
{
    // The promise, in seconds.
    private const double Limit = 5;

    private const int People = 20;

    public static async Task<bool> RunAsync(Report report, int staff, CancellationToken ct)
    {
        var root = Repository.Path($"artifacts/bench-keys-{staff}");
        // Each run changes its city.
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        var folder = new DemoFolder(root, Repository.Root);
        var people = await CityLeft.OpenAsync(folder, staff);
        var clock = folder.LeftAt();
        var stage = new DemoStage(folder, clock, pauses: false);
        var groups = ((App.Policy.PolicyRead.Read)App.Policy.PolicyFile.Read(folder.Policy))
            .Policy.Entitlements.Where(e => e.Zone == Zone.MyNumber)
            .Select(e => e.GroupId.ToString())
            .ToHashSet();
        using var maker = new AttestationMaker();
        await using var tenant = await folder.StartTenantAsync(clock);
        await using var portal = await DemoPortal.StartAsync(folder, tenant, clock, maker);
        var screen = Console.Out;
        Console.SetOut(TextWriter.Null);
        var (waits, comes) = (new List<double>(), new List<double>());
        try
        {
            foreach (var (i, worker) in (await KeylessAsync(stage, people)).Take(People).Index())
            {
                ct.ThrowIfCancellationRequested();
                var (first, second) = await OneAsync(worker, $"BENCH-{i:D4}");
                waits.Add(first);
                comes.Add(second);
            }
        }
        finally
        {
            Console.SetOut(screen);
        }
        var both = waits.Zip(comes, (w, c) => w + c).ToList();
        report.Table(
            $"From an enrolled key to the right, {staff} staff, {waits.Count} people",
            ["step", "p50 s", "p95 s", "worst s"],
            [Row("signed in, enrolled, until the plan waits", waits), Row("approved until the tenant has it", comes), Row("both", both)]
        );
        return report.Promise("seconds from enrolled to member, without the approver's, p95", At(both, 0.95), Limit);

        async Task<(double Waits, double Comes)> OneAsync(EmployeeId worker, string serial)
        {
            var list = Path.Combine(root, "keys-bought.csv");
            await File.WriteAllTextAsync(list, $"製造番号,型式,AAGUID\n{serial},Sandbox Key,{DemoKey.Model}\n", ct);
            await stage.RunAsync($"keys stock add {list}");
            await stage.RunAsync($"keys hand-out {serial} {worker}");
            var (_, issued) = await stage.AskAsync($"keys ticket issue {worker} {serial} --seen staff-card");
            var ticket = issued.GetProperty("ticket").GetProperty("id").GetString()!;
            await stage.RunAsync($"keys ticket confirm {ticket}", people.Approvers[1]);
            int Held() => tenant.Directory.FindByEmployeeId(worker.Value)[0].MemberOf.Count(groups.Contains);
            var before = Held();
            using var key = new DemoKey(portal, tenant, worker, maker);
            // From before the pages: signing in and the ceremony are in it.
            var watch = Stopwatch.StartNew();
            if (!await key.EnrolAsync(ticket, serial))
                throw new InvalidOperationException($"{worker} enrolled nothing.");
            string? plan = null;
            while (plan is null)
            {
                plan = (await stage.AskAsync("plans --waiting"))
                    .Json.EnumerateArray()
                    .Where(p => p.TryGetProperty("only", out var only) && only.GetString() == worker.Value)
                    .Select(p => p.GetProperty("id").GetString())
                    .FirstOrDefault();
                if (watch.Elapsed > TimeSpan.FromMinutes(1))
                    throw new InvalidOperationException($"No plan waits for {worker}.");
            }
            var waited = watch.Elapsed.TotalSeconds;
            await stage.RunAsync($"approve {plan}", people.Approvers[0]);
            var came = await DemoKey.UntilAsync(Stopwatch.StartNew(), () => Held() > before);
            return (waited, came ?? throw new InvalidOperationException($"{worker} got nothing."));
        }
    }

    /// <summary>Whoever lacks nothing but a key, and has nothing to approve.</summary>
    private static async Task<IEnumerable<EmployeeId>> KeylessAsync(DemoStage stage, CityLeft people) =>
        (await stage.AskAsync("withheld"))
            .Json.GetProperty("withheld")
            .EnumerateArray()
            .GroupBy(w => w.GetProperty("worker").GetString()!)
            .Where(g => g.All(w => w.TryGetProperty("gate", out var gate) && gate.GetString() == nameof(Core.Policy.Gate.MfaKey)))
            .Select(g => new EmployeeId(g.Key))
            .Except([people.Operator, .. people.Approvers]);

    private static object[] Row(string step, List<double> seconds) => [step, At(seconds, 0.5), At(seconds, 0.95), seconds.Max()];

    private static double At(List<double> seconds, double share) => seconds.Order().ElementAt((int)Math.Ceiling(seconds.Count * share) - 1);
}

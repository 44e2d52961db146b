using System.Diagnostics;
using AccessGov.App.Personnel;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Server;

/// <summary>
/// What HR says of one person, where the city has many: the server's processor time from the event to the verified change must not grow
/// with the city. Everybody is known, trained and has a key; the directory holds those who are spoken of.
/// </summary>
internal static class OneAmongMany
{
    private const double MostTimesASmallCity = 3,
        MostSecondsAt300000 = 0.5,
        MostSecondsForTheFirst = 2;

    private const int WarmUp = 10,
        Events = 60;

    public static async Task<bool> RunAsync(Report report, int[] sizes, CancellationToken ct)
    {
        var work = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            // As it is installed: compiled before it starts.
            var program = Path.Combine(await Package.UnpackAsync(work, [], ct), "accessgov");
            return await RunAsync(report, sizes, program, ct);
        }
        finally
        {
            System.IO.Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<bool> RunAsync(Report report, int[] sizes, string program, CancellationToken ct)
    {
        var (held, rows, each) = (true, new List<object[]>(), new List<double>());
        foreach (var staff in sizes)
        {
            await using var city = await ServerCity.MakeAsync(null, new TenantOptions { Throttle = false });
            await FillAsync(city, staff, WarmUp + Events, ct);
            await city.ServeAsync(program, ct);
            var first = await ToldAsync(city, 1, ct);
            for (var i = 2; i <= WarmUp; i++)
                await ToldAsync(city, i, ct);
            var (before, seconds) = (city.ServerCost.Time, new List<double>());
            for (var i = WarmUp + 1; i <= WarmUp + Events; i++)
                seconds.Add(await ToldAsync(city, i, ct));
            each.Add((city.ServerCost.Time - before).TotalMilliseconds / Events);
            seconds.Sort();
            var p95 = seconds[(int)Math.Ceiling(Events * 0.95) - 1];
            rows.Add([staff, first, each[^1], each[^1] / each[0], seconds[Events / 2], p95, city.ServerCost.Peak >> 20]);
            if (staff == 300_000)
                held &=
                    report.Promise($"{staff:N0} people: seconds from event to verified change, p95", p95, MostSecondsAt300000)
                    & report.Promise($"{staff:N0} people: seconds for the first event after a start", first, MostSecondsForTheFirst);
        }
        report.Table(
            "One person's event, by how many people there are; SQLite",
            ["staff", "first s", "CPU ms", "times", "p50 s", "p95 s", "peak MB"],
            rows
        );
        return report.Promise("processor time of an event, times that of the smallest city", each[^1] / each[0], MostTimesASmallCity)
            && held;
    }

    private static async Task<double> ToldAsync(ServerCity city, int member, CancellationToken ct)
    {
        await city.MarkAsync(ct);
        var watch = Stopwatch.StartNew();
        await city.TellAsync(member, "係長", endsAtOnce: false, ct);
        await city.VerifiedAsync(member, ct);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Everybody known, trained and with a key; some of them with their accounts.</summary>
    internal static async Task FillAsync(ServerCity city, int staff, int accounts, CancellationToken ct)
    {
        var workspace = city.Workspace;
        var days = new DateSpan(workspace.Today, null);
        Worker[] workers = [.. Enumerable.Range(1, staff).Select(i => WorkerOf(ServerCity.Member(i), ServerCity.Fire, "610100", days))];
        var others = workspace
            .Policy.Sources.Where(s => s.Id != ServerCity.Fire)
            .Select(
                (s, i) =>
                    WorkerOf(
                        new EmployeeId($"9{i:D5}"),
                        s.Id,
                        workspace.Policy.OrgChart.Units.First(u => u.Source == s.Id).Code.Value,
                        days
                    )
            );
        var snapshots = workers
            .Concat(others)
            .GroupBy(w => w.Home)
            .Select(s => new SourceExtract(s.Key, workspace.Today, $"{s.Key}-1", [.. s], [], s.Count(), 0))
            .Select(extract => ((HrReading.Accepted)HrIntake.Judge(extract, null, workspace.Policy.Limits)).Snapshot);
        KeyFact[] keys = [.. workers.Select(w => new KeyFact(w.Id, days))];
        TrainingFact[] trainings = [.. workers.Select(w => new TrainingFact(w.Id, workspace.Today.AddDays(-30)))];
        await TownStore.FillAsync(workspace, snapshots, keys, trainings, new Announcement([]), ct);
        var desired = await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct);
        city.AddAccounts(desired, accounts);
    }

    private static Worker WorkerOf(EmployeeId id, SourceId source, string unit, DateSpan days) =>
        new(
            id,
            source,
            $"消防　{id}",
            [new Employment(EmploymentKind.Regular, days)],
            [new Posting(source, PostingKind.Primary, new OrgCode(unit), "署員", days)],
            []
        );
}

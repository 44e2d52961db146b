using System.Diagnostics;
using System.Globalization;
using System.Text;
using AccessGov.App.Applying;
using AccessGov.App.Audit;
using AccessGov.App.Events;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Server;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Year;

/// <summary>
/// Nights on a simulated clock: a delivery with a few changes, the nightly sweep, everything applied and sealed. What the store grows by
/// beside the record's facts, and how long the last nights take beside the first.
/// </summary>
internal static class YearBenchmark
{
    // The promise for 30,000 people and 365 nights, in bytes.
    private const double Limit = 60e6;

    private const int ChangesANight = 5;
    private static readonly Actor Inbox = new Actor.Trigger("HrFileArrived");
    private static readonly Actor Night = new Actor.Trigger("ReconcileNightly");

    public static async Task<bool> RunAsync(Report report, int staff, int nights, CancellationToken ct)
    {
        var clock = new JumpingClock(new DateTimeOffset(2026, 4, 1, 8, 0, 0, TimeSpan.FromHours(9)));
        await using var city = await ServerCity.MakeAsync(null, new TenantOptions { Throttle = false }, clock);
        var posts = new string[staff];
        Array.Fill(posts, "署員");
        await DeliverAsync(city, posts, clock, ct);
        city.AddAccounts(await LoadFacts.RunAsync(city.Workspace, new HashSet<SourceId>(), ct), staff);
        await NightAsync(city, ct);
        var (before, random, seconds) = (await SizeAsync(city, ct), new Random(12), new List<double>());
        for (var night = 0; night < nights; night++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < ChangesANight; i++)
                posts[random.Next(staff)] = $"係長{random.Next(9)}";
            await DeliverAsync(city, posts, clock, ct);
            await NightAsync(city, ct);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }
        var after = await SizeAsync(city, ct);
        var few = Math.Max(1, nights / 10);
        var growth = after.Kept - before.Kept + (after.Rows - before.Rows);
        report.Table(
            $"{nights} nights, {staff} people, {ChangesANight} of whom change each night; bytes",
            ["", "before", "after", "growth"],
            [
                ["kept files", before.Kept, after.Kept, after.Kept - before.Kept],
                ["rows beside facts", before.Rows, after.Rows, after.Rows - before.Rows],
                ["facts and the log", before.Facts, after.Facts, after.Facts - before.Facts],
            ]
        );
        report.Table(
            "Seconds a night",
            ["first nights", "last nights"],
            [
                [seconds.Take(few).Average(), seconds.TakeLast(few).Average()],
            ]
        );
        return report.Promise("bytes a year beside facts", growth * 365.0 / nights, Limit);
    }

    private static async Task DeliverAsync(ServerCity city, string[] posts, JumpingClock clock, CancellationToken ct)
    {
        var text = new StringBuilder(
            "職員番号\t氏名\t区分\t採用日\t退職日\t発令区分\t所属コード\t職名\t発令日\t解除日\t休職\t休職開始\t休職終了\t旧番号\t即時停止\n"
        );
        for (var i = 1; i <= posts.Length; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{ServerCity.Member(i)}\t消防 {i}郎\t正規\t46113\t\t本務\t610100\t{posts[i - 1]}\t46113\t\t\t\t\t\t\n"
            );
        var workspace = city.Workspace;
        var result = await ImportHr.RunAsync(
            workspace,
            Inbox,
            city.Installation.Profiles.Of(ServerCity.Fire)!,
            Encoding.UTF8.GetBytes(text.ToString()),
            workspace.Today,
            new Delivery($"fire/{workspace.Today:yyyy-MM-dd}_year.csv", clock.GetUtcNow()),
            false,
            ct
        );
        if (result is not ImportResult.Accepted)
            throw new InvalidOperationException($"{result}");
    }

    private static async Task NightAsync(ServerCity city, CancellationToken ct)
    {
        await city.Installation.RefreshAsync(Night, ct);
        await ReconcileNightly.RunAsync(city.Workspace, Night, city.Installation.Log, ct);
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (
                var (queue, run) in new (QueueName, Func<Workspace, WorkMessage, Task>)[]
                {
                    (WorkQueues.PlanMade, (w, m) => PlanMade.RunAsync(w, m.NeededPlan, ct)),
                    (WorkQueues.ApplyChunk, (w, m) => ApplyChunk.FromQueueAsync(w, Night, m.NeededPlan, ct)),
                    (WorkQueues.VerifyPlan, (w, m) => VerifyPlan.FromQueueAsync(w, Night, m.NeededPlan, ct)),
                    (WorkQueues.HrChanged, (w, m) => HrChanged.RunAsync(w, Night, m.NeededWorker, ct)),
                }
            )
                foreach (var message in await city.Workspace.Queue.ReceiveAsync(queue, 32, TimeSpan.FromMinutes(5), ct))
                {
                    worked = true;
                    await run(city.Workspace, WorkMessage.Read(city.Workspace, message.Body));
                    await city.Workspace.Queue.DeleteAsync(queue, message, ct);
                }
        }
        await SealAudit.DrainAsync(city.Workspace, ct);
    }

    private static async Task<(long Kept, long Rows, long Facts)> SizeAsync(ServerCity city, CancellationToken ct)
    {
        var (rows, facts) = (0L, 0L);
        await foreach (var scope in city.Workspace.Records.PartitionsAsync(city.Workspace.Tenant, "", ct))
            await foreach (var record in city.Workspace.Records.RangeAsync(new PartitionKey(city.Workspace.Tenant, scope), "", null, ct))
                if (scope == Scopes.Chain || scope == Scopes.Log || record.Row.StartsWith("fact|", StringComparison.Ordinal))
                    facts += record.Json.Length + record.Row.Length + scope.Length;
                else
                    rows += record.Json.Length + record.Row.Length + scope.Length;
        var kept = new DirectoryInfo(Path.Combine(city.Folder, "state", "files", "kept"))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            // As a disk counts them.
            .Sum(f => (f.Length + 4095) / 4096 * 4096);
        return (kept, rows, facts);
    }
}

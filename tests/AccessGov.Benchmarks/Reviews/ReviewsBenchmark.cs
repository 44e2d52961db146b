using System.Diagnostics;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Plan;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.Reviews;

/// <summary>
/// A round of 360,000 items over one SQLite file, each step in a process of its own: opened from the directory's pages, looked at and
/// answered on the portal while others hand in, and closed with everybody silent, which takes what was shown a week before.
/// </summary>
internal static class ReviewsBenchmark
{
    /// <summary>What tasks of this benchmark begin with.</summary>
    public const string Prefix = "reviews-";

    /// <summary>The promises.</summary>
    private const double OpenSeconds = 60,
        CloseSeconds = 300,
        PageMilliseconds = 150,
        PeakMB = 1_500;

    private static readonly Actor Actor = new Actor.Trigger("benchmark");

    public static async Task<bool> RunAsync(Report report, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            await ChildRun.RunAsync(Prefix + "input", folder, 0, ct);
            var open = await ChildRun.RunAsync(Prefix + "open", folder, 0, ct);
            var held = report.Promise("round opened, seconds", open["seconds"], OpenSeconds);
            held &= report.Promise("round opened, peak MB", open["peakMB"], PeakMB);
            var pages = await ChildRun.RunAsync(Prefix + "pages", folder, 0, ct);
            report.Table(
                $"Pages of a round of {ReviewCity.Items:#,0} items over SQLite",
                ["page", "first ms", "p50 ms", "p95 ms", "p50 ms after a submission", "p95 ms after a submission", "bytes"],
                [.. ReviewPages.Rows(pages)]
            );
            held &= report.Promise("slowest page, p95 in ms", ReviewPages.Slowest(pages), PageMilliseconds);
            held &= report.Promise("portal, peak MB", pages["peakMB"], PeakMB);
            var close = await ChildRun.RunAsync(Prefix + "close", folder, 0, ct);
            held &= report.Promise("round closed in silence, seconds", close["close"], CloseSeconds);
            held &= report.Promise("round closed in silence, peak MB", close["peakMB"], PeakMB);
            report.Table(
                "Steps of a round",
                ["step", "seconds"],
                [
                    ["read from the directory, population kept", open["seconds"]],
                    ["60 items answered, p95", pages["answer"] / 1000],
                    ["60 answers handed in, p95", pages["submit"] / 1000],
                    ["told what silence takes", close["tell"]],
                    ["closed in silence", close["close"]],
                    ["opened anew by the next process", close["reopen"]],
                ]
            );
            return held;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> RunChildAsync(string task, string folder, CancellationToken ct)
    {
        var city = new ReviewCity(folder);
        var figures = new Dictionary<string, double>();
        switch (task[Prefix.Length..])
        {
            case "input":
                await city.MakeAsync(ct);
                using (var installation = city.Open(TimeProvider.System))
                {
                    var desired = await installation.Workspace.Present.OfAsync(installation.Workspace, ct);
                    var people = desired.Workers.Select((d, i) => (new Guid(i, 0, 0, new byte[8]), d));
                    DirectoryPages.Write(folder, installation.Workspace.Policy, people);
                }
                break;
            case "open":
                await OpenAsync(city, folder, figures, ct);
                break;
            case "pages":
                await ReviewPages.MeasureAsync(city, figures, ct);
                break;
            case "close":
                await CloseAsync(city, figures, ct);
                break;
            default:
                throw new ArgumentException($"Unknown task '{task}'.", nameof(task));
        }
        ChildRun.Tell(figures);
        return 0;
    }

    private static async Task OpenAsync(ReviewCity city, string folder, Dictionary<string, double> figures, CancellationToken ct)
    {
        using var http = new HttpClient(new PageHandler(folder));
        using var installation = city.Open(TimeProvider.System);
        var watch = Stopwatch.StartNew();
        var workspace = installation.Workspace with { Directory = new PageDirectory(http) };
        var result = await OpenReview.RunAsync(workspace, Actor, ReviewCity.Review, null, ct);
        figures["seconds"] = watch.Elapsed.TotalSeconds;
        if (result is not OpenReview.Result.Opened({ Items: var items }, true) || items != ReviewCity.Items)
            throw new InvalidOperationException($"{result}");
    }

    /// <summary>A week before the end, then after it; the round is taken up by a process that knew nothing of it.</summary>
    private static async Task CloseAsync(ReviewCity city, Dictionary<string, double> figures, CancellationToken ct)
    {
        var clock = new JumpingClock(TimeProvider.System.GetUtcNow());
        using (var installation = city.Open(clock))
        {
            var before = (await ReviewBook.ReadAsync(installation.Workspace, ct)).Rounds[0];
            // Who is asked once more (second look) has a week: the round ends with the last of them.
            (string Step, int Days)[] nights = [("tell", -7), ("close", 1), ("close", 1 + ReviewRound.ToldDays + 1)];
            foreach (var (step, days) in nights)
            {
                clock.MoveTo(new DateTimeOffset(before.DueOn.AddDays(days), new TimeOnly(9, 0), TimeSpan.FromHours(9)));
                var took = await TimedAsync(() => ReviewNightly.RunAsync(installation.Workspace, Actor, ct));
                figures[step] = figures.GetValueOrDefault(step) + took;
            }
        }
        using var next = city.Open(clock);
        figures["reopen"] = await TimedAsync(async () =>
        {
            var book = await ReviewBook.ReadAsync(next.Workspace, ct);
            var round = book.Rounds[0];
            var state = await book.StateAsync(next.Workspace, round, ct);
            if (round.IsOpen || state.Decided != ReviewCity.Items || book.Removals.Count < ReviewCity.Items / 2)
                throw new InvalidOperationException($"{state.Decided} are decided, {book.Removals.Count} are taken.");
        });
    }

    private static async Task<double> TimedAsync(Func<Task> step)
    {
        var watch = Stopwatch.StartNew();
        await step();
        return watch.Elapsed.TotalSeconds;
    }
}

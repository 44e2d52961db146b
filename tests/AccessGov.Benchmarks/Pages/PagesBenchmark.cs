using System.Diagnostics;
using System.Net;
using System.Text;
using AccessGov.Benchmarks.Harness;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Sandbox.Demo;
using AccessGov.Sandbox.Identity;

namespace AccessGov.Benchmarks.Pages;

/// <summary>
/// Every page of the portal in the city that the demo leaves after its 1 April, served as <c>accessgov serve</c> does over SQLite: how long
/// it takes over loopback and how large it is. A page that does not answer with 200 under its own address stops the benchmark.
/// </summary>
internal static class PagesBenchmark
{
    private const int WarmUps = 5,
        Times = 50;

    public static async Task<bool> RunAsync(Report report, int staff, CancellationToken ct)
    {
        var folder = new DemoFolder(Repository.Path($"artifacts/bench-city-{staff}"), Repository.Root);
        var people = await CityLeft.OpenAsync(folder, staff);
        var figures = new List<PageFigures>();
        var clock = folder.LeftAt();
        using var maker = new AttestationMaker();
        await using (var tenant = await folder.StartTenantAsync(clock))
        await using (var portal = await DemoPortal.StartAsync(folder, tenant, clock, maker))
            await MeasureAsync(portal, people, folder, figures, ct);
        report.Table(
            $"Pages over SQLite, {staff} staff, {Times} times each",
            ["page", "as", "p50 ms", "p95 ms", "bytes", "above"],
            [.. figures.Select(f => new object[] { f.Page, f.Who, f.P50, f.P95, f.Bytes, f.Above })]
        );
        return report.Promise("slowest page, p95 in ms", figures.Max(f => f.P95), PageFigures.LongestMilliseconds)
            & report.Promise("largest page, bytes", figures.Max(f => f.Bytes), PageFigures.MostBytes);
    }

    private static async Task MeasureAsync(
        DemoPortal portal,
        CityLeft people,
        DemoFolder folder,
        List<PageFigures> figures,
        CancellationToken ct
    )
    {
        var forReaders = await PageList.OfReadersAsync(folder, people.Staff, ct);
        await SeveralAsync("staff", [people.Staff], _ => Task.FromResult<IReadOnlyList<string>>(PageList.OfEverybody));
        await SeveralAsync("approver", people.Approvers, _ => Task.FromResult(forReaders));
        await SeveralAsync("operator", [people.Operator], browser => PageList.OfCounterAsync(browser, people.Staff));

        // People take turns, page by page: a person's requests in a minute are limited (PageLimits).
        async Task SeveralAsync(
            string who,
            IReadOnlyList<EmployeeId> workers,
            Func<PlainBrowser, Task<IReadOnlyList<string>>> pages
        )
        {
            using var first = new PlainBrowser(portal.Address);
            await portal.SignInAsync(first, workers[0], "/portal/me");
            foreach (var (i, page) in (await pages(first)).Index())
            {
                using var browser = new PlainBrowser(portal.Address);
                await portal.SignInAsync(browser, workers[i % workers.Count], "/portal/me");
                figures.Add(await MeasureAsync(browser, who, page, ct));
            }
        }
    }

    private static async Task<PageFigures> MeasureAsync(PlainBrowser browser, string who, string page, CancellationToken ct)
    {
        var (taken, bytes) = (new List<double>(), 0);
        for (var time = -WarmUps; time < Times; time++)
        {
            ct.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            var answer = await browser.GetAsync(page);
            var passed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (answer.Status == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), ct);
                time--;
                continue;
            }
            if (answer.Status != HttpStatusCode.OK)
                throw new InvalidOperationException($"{page} as {who}: {answer.Status} {answer.Location}");
            bytes = Math.Max(bytes, Encoding.UTF8.GetByteCount(answer.Body));
            if (time >= 0)
                taken.Add(passed);
            // It remembers every answer.
            browser.Answers.Clear();
        }
        taken.Sort();
        return new PageFigures(who, PageList.NameOf(page), taken, bytes);
    }
}

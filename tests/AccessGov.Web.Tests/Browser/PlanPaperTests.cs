using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Sandbox.Tenant;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>The page that <c>accessgov show PLAN --html</c> writes, opened as whoever got it opens it.</summary>
public sealed class PlanPaperTests(Chromium chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task It_reads_on_a_screen_and_prints_on_A4(string language)
    {
        await using var village = await VillageStory.SettledAsync(before: v => v.Keyless.Add(new EmployeeId("000103")));
        village.MoveTo("2026-02-10");
        village.Move("000102", VillageStory.Residents, "2026-02-10");
        village.Leave("000106", "2026-02-09");
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice, "2026-02-10"));
        village.Keyless.Remove(new EmployeeId("000103"));
        village.Keyless.Add(new EmployeeId("000104"));
        village.Tenant.Directory.AddMember(village.GroupOf("koseki"), village.Account(new EmployeeId("000301")).Id);
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(0);
        var file = Path.Combine(village.Root, "plan.html");
        (await village.RunAsync($"show last --html {file} --lang {language}")).Ended(0);

        var page = await chromium.OpenAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        Assert.Empty(await page.FaultsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        System.IO.Directory.CreateDirectory(Repository.Path("artifacts/pages"));
        await page.ScreenshotAsync(new() { Path = Repository.Path($"artifacts/pages/plan-paper-{language}.png"), FullPage = true });
        await page.PdfAsync(new() { Path = Repository.Path($"artifacts/pages/plan-paper-{language}.pdf"), PreferCSSPageSize = true });
        Assert.Equal([new Uri(file).AbsoluteUri], asked);
        // Black on white: nothing is told by a colour alone.
        Assert.Equal(
            "rgb(0, 0, 0)",
            await page.EvaluateAsync<string>(
                "[...new Set([...document.querySelectorAll('body *')].map(e => getComputedStyle(e).color))].join()"
            )
        );
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "000106" }).First;
        await Assertions.Expect(row).ToContainTextAsync("2026-02-09");
    }
}

using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>
/// A head says nothing. In one round silence takes what is of the My Number zone, hands on what is of the LGWAN zone and leaves the rest;
/// a week before everybody could read whom it would take what from.
/// </summary>
public sealed class Story64_What_silence_did(Chromium chromium)
{
    private const string Id = "my-number-20260701",
        At = $"/portal/reviews/{Id}";

    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task What_was_shown_a_week_before_is_taken_and_nothing_else_and_one_holder_stays()
    {
        await using var nights = await ReviewNights.OpenAsync("2026-06-30", policy: ThreeRules);
        await nights.NightAsync("2026-07-01");
        var page = await chromium.OpenAsync();
        await nights.SitAsync(page, TownHall.CitizensHead, At);
        foreach (var what in (string[])["keep", "remove", "escalate"])
            await Assertions.Expect(page.Locator("main > div").First).ToContainTextAsync(Ja[$"Portal.ReviewSilence.{what}"]);
        await nights.NightAsync("2026-07-14");
        Assert.Empty(await ToldAsync(nights, page));

        await nights.NightAsync("2026-07-15");
        var told = await ToldAsync(nights, page);
        Assert.True(told.Length > 1, $"{told.Length}");
        await Lines(page, Ja.Of("Portal.ReviewTold", "2026-07-22")).First.ScrollIntoViewIfNeededAsync();
        await page.PictureAsync("review-told");
        await nights.GoAsync(page, "/portal/incidents");
        await Assertions
            .Expect(page.Locator("main"))
            .ToContainTextAsync($"このまま回答がないと {told.Select(t => t.Worker).Distinct().Count()} 人の {told.Length} 件を停止します");

        var before = Held(nights);
        await nights.RunAgainChangesNothingAsync("2026-07-22");
        await nights.NightAsync("2026-07-23");
        var after = Held(nights);
        Assert.Equal(told.Order(), before.Except(after).Order());
        Assert.Empty(after.Except(before));
        Assert.All(told, t => Assert.Equal(Zone.MyNumber, ZoneOf(nights, t.Right)));
        foreach (var right in before.Where(b => ZoneOf(nights, b.Right) == Zone.MyNumber).Select(b => b.Right).Distinct())
            Assert.Contains(after, a => a.Right == right);

        await nights.NightAsync("2026-07-24");
        await nights.SitAsync(page, PortalStage.Operator, $"{At}/record");
        await Assertions.Expect(Lines(page, Ja["Review.Proved"])).ToHaveCountAsync(told.Length);
        var silent = Lines(page, Ja["Review.Silence"]);
        await Assertions.Expect(silent.Filter(new() { HasText = "インターネットメール" }).First).ToContainTextAsync(Ja["Review.keep"]);
        await Assertions.Expect(silent.Filter(new() { HasText = "グループウェア" })).ToHaveCountAsync(0);

        // Whoever is asked on decides: no head looks after the owners' units here, so that an approver is asked.
        await nights.SitAsync(page, PortalStage.Approver, "/portal/reviews");
        await page.GetByRole(AriaRole.Link, new() { Name = Ja["Portal.ReviewGo"] }).PressAsync("Enter");
        await page.ArriveAsync(url => url.EndsWith(Id, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("まとめて") }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToContainTextAsync("「続ける」としました");
        await nights.GoAsync(page, $"{At}/submit");
        await ReviewNights.HandInAsync(page);
        await Assertions.Expect(page.Locator(".banner.ok")).ToContainTextAsync("やめる 0 件");
        await nights.RunAgainChangesNothingAsync("2026-07-25");
        Assert.Equal(after.Order(), Held(nights).Order());
    }

    private static string ThreeRules(string text)
    {
        const string one = "    zones: [my-number]\n    from: 2026-04-01\n    every-months: 3\n    due-days: 21\n    silence: remove\n";
        Assert.Contains(one, text, StringComparison.Ordinal);
        return text.Replace(
            one,
            one.Replace("[my-number]", "[my-number, lgwan, internet]", StringComparison.Ordinal)
                .Replace("silence: remove", "silence: keep", StringComparison.Ordinal)
                + "    silence-for: { my-number: remove, lgwan: escalate }\n",
            StringComparison.Ordinal
        );
    }

    /// <summary>Whom silence would take what from, as 情報システム課 reads it in the record.</summary>
    private static async Task<(string Worker, string Right)[]> ToldAsync(ReviewNights nights, IPage page)
    {
        await nights.SitAsync(page, PortalStage.Operator, $"{At}/record");
        var lines = Lines(page, Ja.Of("Portal.ReviewTold", "2026-07-22"));
        var read = new List<(string, string)>();
        foreach (var line in await lines.AllAsync())
        {
            var worker = await line.Locator("th .num").InnerTextAsync();
            var name = await line.Locator("td").Nth(1).InnerTextAsync();
            // By name too: a number tells nobody whom it is about.
            Assert.NotEqual(worker, (await line.Locator("th").InnerTextAsync()).Trim());
            read.Add((worker, nights.Workspace.Policy.Entitlements.Single(e => e.Name == name).Id.Value));
        }
        return [.. read];
    }

    private static ILocator Lines(IPage page, string text) => page.Locator("tbody tr").Filter(new() { HasText = text });

    private static Zone ZoneOf(ReviewNights nights, string right) =>
        nights.Workspace.Policy.Entitlements.Single(e => e.Id.Value == right).Zone;

    private static (string Worker, string Right)[] Held(ReviewNights nights)
    {
        var rights = nights.Workspace.Policy.Entitlements.ToDictionary(e => e.GroupId.ToString(), e => e.Id.Value);
        return
        [
            .. nights
                .Town.Stage.Stage.Tenant.Directory.Users.Where(u => u.EmployeeId is not null)
                .SelectMany(u => u.MemberOf.Select(g => (u.EmployeeId!, rights[g]))),
        ];
    }
}

using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>The quarter's review of the My Number zone as a 課長 and 情報システム課 live it: opened by the night, answered with keys.</summary>
public sealed class Story62_A_scheduled_quarter(Chromium chromium)
{
    private const string Id = "my-number-20260701",
        At = $"/portal/reviews/{Id}",
        Koseki = "koseki";

    private static readonly EmployeeId Kept = new("001001"),
        Taken = new("001003");
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_head_takes_is_gone_on_its_day_read_back_and_two_nights_later_still_gone()
    {
        await using var nights = await ReviewNights.OpenAsync("2026-06-30");
        Assert.Empty((await ReviewBook.ReadAsync(nights.Workspace, Ct)).Rounds);
        await nights.NightAsync("2026-07-01");
        var page = await chromium.OpenAsync();
        await nights.SitAsync(page, TownHall.CitizensHead, "/portal/reviews");
        await Assertions.Expect(page.Locator("article")).ToContainTextAsync(Id);
        await Assertions.Expect(page.Locator("article")).ToContainTextAsync(Ja.Of("Portal.ReviewDue", "2026-07-22"));
        await page.GetByRole(AriaRole.Link, new() { Name = Ja["Portal.ReviewGo"] }).FocusAsync();
        await ReviewNights.ForwardAsync(page, "Enter");

        // 戸籍 of two people is taken; the rest stays.
        await ReviewNights.AnswerAllAsync(page, (_, right) => right == Koseki ? "2" : "1");
        await Assertions.Expect(page.Locator(".banner.ok")).ToContainTextAsync("やめる 2 件");
        await Assertions.Expect(page.Locator(".banner.ok")).ToContainTextAsync("2026-07-04");
        await BackOf(page, Kept).GetByRole(AriaRole.Button).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewTakenBack", $"{Id}-0002"));
        await Assertions.Expect(BackOf(page, Kept)).ToHaveCountAsync(0);
        await Assertions.Expect(BackOf(page, Taken)).ToContainTextAsync(Ja.Of("Review.From", "2026-07-04"));

        await nights.RunAgainChangesNothingAsync("2026-07-03");
        Assert.True(nights.Holds(Taken, Koseki));
        await nights.NightAsync("2026-07-04");
        Assert.Equal((true, false), (nights.Holds(Kept, Koseki), nights.Holds(Taken, Koseki)));
        await nights.NightAsync("2026-07-05");

        await nights.SitAsync(page, TownHall.CitizensHead, $"{At}/submit");
        await Assertions.Expect(BackOf(page, Taken)).ToContainTextAsync(Ja["Review.Proved"]);
        await Assertions.Expect(BackOf(page, Taken).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await page.PictureAsync("review-proved");
        await nights.SitAsync(page, PortalStage.Operator, $"{At}/record");
        var line = page.Locator("tbody tr").Filter(new() { HasText = Taken.Value }).Filter(new() { HasText = $"{Id}-0001" });
        await Assertions.Expect(line.Filter(new() { HasText = Ja["Review.Proved"] })).ToHaveCountAsync(1);

        // The rule gives it still, and the person reads why it is not there; two nights later it has not come back.
        await nights.RunAgainChangesNothingAsync("2026-07-06");
        Assert.Equal((true, false), (nights.Holds(Kept, Koseki), nights.Holds(Taken, Koseki)));
        await nights.SitAsync(page, Taken, "/portal/me");
        var mine = page.Locator("tbody tr").Filter(new() { HasText = "「やめる」としたため" });
        await Assertions.Expect(mine.Locator("th")).ToContainTextAsync("戸籍");
        await Assertions.Expect(mine).ToContainTextAsync("利用申請");
    }

    private static ILocator BackOf(IPage page, EmployeeId worker) =>
        page.Locator("tbody tr")
            .Filter(new() { HasText = worker.Value })
            .Filter(new() { HasText = "-0001" })
            .Filter(new() { HasNot = page.Locator("button[name=item]") });
}

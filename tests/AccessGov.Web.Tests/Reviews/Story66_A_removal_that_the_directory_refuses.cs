using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>今すぐ止める, and the directory refuses: nobody reads that it is done before it is, and each night tries again.</summary>
public sealed class Story66_A_removal_that_the_directory_refuses(Chromium chromium)
{
    private const string Id = "my-number-20260701",
        At = $"/portal/reviews/{Id}",
        Koseki = "koseki";

    private static readonly EmployeeId Clerk = new("001003");
    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task It_is_shown_with_its_age_until_it_is_read_back_gone()
    {
        await using var nights = await ReviewNights.OpenAsync("2026-06-30");
        await nights.NightAsync("2026-07-01");
        var faults = nights.Town.Stage.Stage.Tenant.Faults;
        faults.Refuse("DELETE /groups/*", 403, "Authorization_RequestDenied", "Insufficient privileges.", times: 1000);
        var page = await chromium.OpenAsync();
        await nights.SitAsync(page, TownHall.CitizensHead, $"{At}?person={Clerk}");
        foreach (var right in await ReviewNights.RightsOnAsync(page))
            await page.Keyboard.PressAsync(right == Koseki ? "2" : "1");
        await ReviewNights.ForwardAsync(page);
        await nights.GoAsync(page, $"{At}/submit");
        await page.Locator("input[name=now]").PressAsync("Space");
        await ReviewNights.HandInAsync(page);
        await Assertions.Expect(page.Locator(".banner.ok")).ToContainTextAsync("2026-07-01");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewTakeBack"] })).ToHaveCountAsync(0);
        await nights.WorkAsync();
        Assert.True(nights.Holds(Clerk, Koseki));
        await nights.NightAsync("2026-07-02");
        await nights.NightAsync("2026-07-04");
        Assert.True(nights.Holds(Clerk, Koseki));

        await nights.SitAsync(page, PortalStage.Operator, "/portal/reviews");
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewNotProved", 1, 3));
        await page.PictureAsync("reviews-not-proved");
        await nights.GoAsync(page, $"{At}/record");
        var line = page.Locator("tbody tr").Filter(new() { HasText = Clerk.Value }).Filter(new() { HasText = $"{Id}-0001" });
        var removed = line.Filter(new() { HasText = Ja["Review.remove"] });
        await Assertions.Expect(removed).ToContainTextAsync(Ja.Of("Review.NotTaken", "2026-07-01", 3));
        await Assertions.Expect(removed).Not.ToContainTextAsync(Ja["Review.Proved"]);

        // Whoever looks after the directory lets it be: the next night takes it, and the one after reads it back.
        faults.Calm();
        await nights.NightAsync("2026-07-05");
        Assert.False(nights.Holds(Clerk, Koseki));
        await nights.RunAgainChangesNothingAsync("2026-07-06");
        await nights.SitAsync(page, PortalStage.Operator, $"{At}/record");
        await Assertions.Expect(removed).ToContainTextAsync(Ja["Review.Proved"]);
        await nights.GoAsync(page, "/portal/reviews");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Id);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("未反映");
        await nights.RunAgainChangesNothingAsync("2026-07-07");
        Assert.False(nights.Holds(Clerk, Koseki));
    }
}

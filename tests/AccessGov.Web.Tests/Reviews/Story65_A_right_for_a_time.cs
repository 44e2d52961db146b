using AccessGov.App.Requests;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>A right that was asked for: two agree, it arrives, the next review shows why it is held, and its last day ends it.</summary>
public sealed class Story65_A_right_for_a_time(Chromium chromium)
{
    private const string Round = "lgwan-20260710",
        Right = "farmland",
        Name = "農地台帳";

    private static readonly EmployeeId Asker = PortalStage.Operator;
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_asked_for_agreed_to_held_reviewed_and_gone_after_its_day()
    {
        await using var nights = await ReviewNights.OpenAsync(
            "2026-06-30",
            staffRole: OperatorRole.Officer,
            policy: text => text.Replace("from: 2026-10-01", "from: 2026-07-10", StringComparison.Ordinal)
        );
        var page = await chromium.OpenAsync();
        await nights.SitAsync(page, Asker, $"/portal/requests/ask?right={Right}");
        await page.GetByLabel(Ja["Portal.RequestUntilAsked"]).FillAsync("2026-07-31");
        await page.GetByLabel(Ja["Portal.RequestPurposeAsked"]).FillAsync("相続の届出の照会");
        await page.GetByLabel(Ja["Portal.RequestPurposeAsked"]).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToContainTextAsync(Ja["RequestStage.head"]);
        var id = Assert.Single(await RequestAnswers.AllAsync(nights.Workspace, Ct)).Request.Id;
        var at = $"/portal/requests/{id}";

        // There is no button for it, and whoever sends it all the same is refused.
        var refused = await ReviewNights.PostByHandAsync(page, $"{at}?handler=Approve");
        Assert.Contains(Ja["Portal.RequestRefused"], refused, StringComparison.Ordinal);
        await nights.WorkAsync();
        Assert.Null((await RequestAnswers.FindAsync(nights.Workspace, id, Ct))!.Request.Head);
        foreach (var (agrees, holds) in new[] { (TownHall.CitizensHead, false), (PortalStage.Staff, true) })
        {
            await nights.SitAsync(page, agrees, at);
            await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.RequestAgree"] }).PressAsync("Enter");
            await Assertions.Expect(page.Locator(".banner.ok h2").First).ToHaveTextAsync(Ja["Portal.RequestAgreed"]);
            await nights.WorkAsync();
            Assert.Equal(holds, nights.Holds(Asker, Right));
        }
        await nights.RunAgainChangesNothingAsync("2026-07-01");

        await nights.NightAsync("2026-07-10");
        await nights.SitAsync(page, TownHall.CitizensHead, $"/portal/reviews/{Round}?person={Asker}");
        var row = page.Locator("[data-item]").Filter(new() { HasText = Name });
        await Assertions.Expect(row).ToContainTextAsync($"申請 {id}");
        await Assertions.Expect(row).ToContainTextAsync("2026-07-31 まで");
        await Assertions.Expect(row).Not.ToContainTextAsync(Ja["Portal.ReviewMoved"]);
        await page.PictureAsync("review-by-request");
        await ReviewNights.AnswerAllAsync(page, (_, _) => "1");
        await nights.SitAsync(page, Asker, $"/portal/reviews/{Round}/record");
        var line = page.Locator("tbody tr").Filter(new() { HasText = Asker.Value }).Filter(new() { HasText = Name });
        await Assertions.Expect(line).ToContainTextAsync($"申請 {id}");
        await Assertions.Expect(line).ToContainTextAsync(Ja["Review.keep"]);

        // A review that keeps it makes nothing of it that lasts: its last day is a day, and the next takes it.
        await nights.RunAgainChangesNothingAsync("2026-07-31");
        Assert.True(nights.Holds(Asker, Right));
        await nights.NightAsync("2026-08-01");
        Assert.False(nights.Holds(Asker, Right));
        await nights.SitAsync(page, Asker, at);
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToHaveTextAsync(Ja["Portal.RequestExpired"]);
        await nights.GoAsync(page, "/portal/me");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "グループウェア" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = Name })).ToHaveCountAsync(0);
        await nights.RunAgainChangesNothingAsync("2026-08-02");
    }
}

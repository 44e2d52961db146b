using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>A head keeps everything with one hand; the night draws a part of it, and somebody else looks.</summary>
public sealed class SecondLookPageTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_kept_with_one_hand_goes_to_another_who_is_told_and_chooses_himself()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var hall = await TownHall.OpenAsync(more: 17, clock: clock);
        var (round, workspace) = (await ReviewHall.OpenRoundAsync(hall), hall.Stage.Workspace);
        await KeepAllAsync(hall, round);
        await NightAsync(hall);

        var state = await StateAsync(hall, round);
        var drawn = state.PassedOn.Select(at => state.Items.All[at]).ToArray();
        Assert.True(drawn.Length >= SecondLook.Fewest, $"{drawn.Length}");
        var people = await ReviewPeople.OfAsync(workspace, Ct);
        var second = people.ReviewerOf(state, drawn[0])!.Value;
        Assert.NotEqual(TownHall.CitizensHead, second);
        // The same night again draws nothing more.
        await NightAsync(hall);
        Assert.Equal(drawn.Length, (await StateAsync(hall, round)).PassedOn.Count);

        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(second), $"/portal/reviews/{round.Id}");
        await CampaignSight.FaultlessAsync(page, hall.Stage, $"/portal/reviews/{round.Id}", "review-second-look");
        Assert.Equal(0, await page.Locator("input[type=radio]:checked").CountAsync());
        Assert.Contains("抜き取りの再確認", await page.Locator("[data-item]").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("[data-item]").First.Locator("input[value=remove]").CheckAsync();
        var before = page.Url;
        await page.Keyboard.PressAsync("0");
        await page.ArriveAsync(url => url != before);
        await HandInAsync(hall, round, second);
        page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Operator), $"/portal/reviews/{round.Id}/real");
        await CampaignSight.FaultlessAsync(page, hall.Stage, $"/portal/reviews/{round.Id}/real", "review-second-look-real");
        await Microsoft
            .Playwright.Assertions.Expect(page.Locator("tbody tr").First)
            .ToContainTextAsync(Ja.Of("Portal.ReviewSecondLookOf", drawn.Length, 1, 1));

        // Who was asked once more and says nothing leaves what was decided, and not silence.
        for (var nights = 0; nights < 4 && state.PassedOn.Count > 0; nights++)
        {
            clock.Advance(TimeSpan.FromDays(round.Rule.DueDays + ReviewRound.ToldDays + 2));
            await hall.DeliverAsync();
            await NightAsync(hall);
            state = await StateAsync(hall, round);
        }
        Assert.Empty(state.PassedOn);
        var last = drawn.Skip(1).Select(d => state.LastOf(d.Id)!.Value.Answer);
        Assert.All(last, a => Assert.Equal((ReviewChoice.Keep, TownHall.CitizensHead), (a.Choice, a.By!.Value)));
        var book = await ReviewBook.ReadAsync(workspace, Ct);
        var taken = Assert.Single(book.Removals);
        Assert.Equal(drawn[0].Id, new ReviewItemId(taken.Worker, taken.Entitlement));
        Assert.DoesNotContain(book.Overdue, o => drawn.Any(d => d.Id == new ReviewItemId(o.Worker, o.Entitlement)));
    }

    [Fact]
    public async Task After_the_end_whoever_removed_finds_his_way_back_and_says_why()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var hall = await TownHall.OpenAsync(more: 3, clock: clock);
        var workspace = hall.Stage.Workspace;
        var round = await ReviewHall.OpenRoundAsync(hall, holds: (id, _) => id.Value.StartsWith('4'));
        clock.Advance(TimeSpan.FromDays(round.Rule.DueDays));
        await hall.DeliverAsync();
        var by = await WhoApproves.OfAsync(workspace, TownHall.CitizensHead, Ct);
        var mine = await ReviewDesk.ItemsOfAsync(workspace, round, by.Id, Ct);
        var taken = mine.First(m => !ReviewDecider.IsUngrounded(m.Item)).Item.Id;
        var wanted = mine.Select(m => new ReviewDesk.Wanted(
            m.Item.Id,
            m.Item.Id == taken || ReviewDecider.IsUngrounded(m.Item) ? ReviewChoice.Remove : ReviewChoice.Keep,
            "業務",
            5000,
            null
        ));
        Assert.Equal((null, null), await ReviewDesk.AnswerAsync(workspace, by, round, [.. wanted], false, Ct));
        await HandInAsync(hall, round, by.Id);
        await OnDayAsync(1);
        Assert.False((await StateAsync(hall, round)).Round.IsOpen);

        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(by.Id), "/portal/reviews");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Ja.Of("Portal.ReviewGivenBefore", 1) }).ClickAsync();
        await CampaignSight.FaultlessAsync(page, hall.Stage, $"/portal/reviews/{round.Id}/submit", "review-back-after-end");
        var form = page.Locator("form").Filter(new() { Has = page.Locator($"input[name=worker][value='{taken.Worker}']") });
        form = form.Filter(new() { Has = page.Locator($"input[name=right][value='{taken.Right}']") });
        var button = form.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = Ja["Portal.ReviewTakeBack"] });
        // The browser asks for the reason; without it nothing is sent.
        await button.ClickAsync();
        Assert.Single((await ReviewBook.ReadAsync(workspace, Ct)).Removals, r => r.Worker == taken.Worker && r.Entitlement == taken.Right);
        await form.GetByLabel(Ja["Portal.ReviewBackReason"]).FillAsync("業務で必要");
        await button.ClickAsync();
        var banner = page.Locator(".banner.ok");
        await Microsoft.Playwright.Assertions.Expect(banner).ToContainTextAsync(Ja["Portal.ReviewTakenBackNext"]);
        var state = await StateAsync(hall, round);
        Assert.True(state.LastOf(taken) is ({ Choice: ReviewChoice.Keep, Reason: "業務で必要" }, _));
        Assert.Null((await ReviewBook.ReadAsync(workspace, Ct)).StandingOf(taken));

        async Task OnDayAsync(int days)
        {
            clock.Advance(TimeSpan.FromDays(days));
            await hall.DeliverAsync();
            await NightAsync(hall);
        }
    }

    private static async Task KeepAllAsync(TownHall hall, ReviewRound round)
    {
        var mine = await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        var kept = mine.Where(m => !ReviewDecider.IsUngrounded(m.Item))
            .Select(m => new ReviewDesk.Wanted(m.Item.Id, ReviewChoice.Keep, "", 0, null));
        var by = await WhoApproves.OfAsync(hall.Stage.Workspace, TownHall.CitizensHead, Ct);
        Assert.Equal((null, null), await ReviewDesk.AnswerAsync(hall.Stage.Workspace, by, round, [.. kept], true, Ct));
        await HandInAsync(hall, round, by.Id);
    }

    private static async Task HandInAsync(TownHall hall, ReviewRound round, EmployeeId who)
    {
        var by = await WhoApproves.OfAsync(hall.Stage.Workspace, who, Ct);
        Assert.Null((await ReviewDesk.SubmitAsync(hall.Stage.Workspace, by, round, false, Ct)).Refused);
    }

    private static Task NightAsync(TownHall hall) =>
        ReviewNightly.RunAsync(hall.Stage.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);

    private static async Task<ReviewState> StateAsync(TownHall hall, ReviewRound round)
    {
        var book = await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct);
        return await book.StateAsync(hall.Stage.Workspace, book.Find(round.Id)!, Ct);
    }
}

using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>棚卸し on the portal: a 課長 answers by keyboard, hands in, takes back; others see what is theirs and nothing else.</summary>
public sealed class ReviewPageTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_head_decides_about_twenty_people_by_keyboard_alone()
    {
        await using var hall = await TownHall.OpenAsync(more: 17);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var items = await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        Assert.True(items.Select(i => i.Item.Id.Worker).Distinct().Count() >= 20, $"{items.Count}");
        var page = await chromium.OpenAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(TownHall.CitizensHead), $"/portal/reviews/{round.Id}");
        await page.PictureAsync("review-round");
        var keys = 0;
        while (!page.Url.EndsWith("/submit", StringComparison.Ordinal))
        {
            Assert.True(keys < 200, page.Url);
            var rights = await page.Locator("[data-item]").CountAsync();
            for (var i = 0; i < rights; i++)
                await PressAsync(keys == 0 ? "2" : "1");
            var before = page.Url;
            await PressAsync("0");
            await page.ArriveAsync(url => url != before);
        }
        await page.PictureAsync("review-submit");
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewHandIn"] }).FocusAsync();
        await PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewReceipt", $"{round.Id}-0001"));
        await page.PictureAsync("review-receipt");
        Assert.True(said.Count == 0, string.Join('\n', said));
        // One key a right, one a person, and one to hand in: nothing is asked twice.
        Assert.Equal(items.Count + items.Select(i => i.Item.Id.Worker).Distinct().Count() + 1, keys);
        var book = await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct);
        var handed = Assert.Single(book.HandedInOf(round.Id));
        Assert.Equal(
            (items.Count - 1, 1, TownHall.CitizensHead),
            (handed.Submission.Keeps, handed.Submission.Removes, handed.Submission.By)
        );
        Assert.All(handed.Answers, a => Assert.True(a.ForMs > 0));
        Assert.Single(book.Removals);

        var auditor = await chromium.OpenAsync();
        await auditor.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Operator), $"/portal/reviews/{round.Id}/real");
        await CampaignSight.FaultlessAsync(auditor, hall.Stage, $"/portal/reviews/{round.Id}/real", "review-real-answered");

        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewTakeBack"] }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewTakenBack", $"{round.Id}-0002"));
        Assert.Empty((await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct)).Removals);

        await page.Locator("details summary").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewAgain"] }))
            .ToHaveCountAsync(items.Count - 1);
        await page.PictureAsync("review-kept");
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewAgain"] }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewTakenBack", $"{round.Id}-0003"));
        var open = await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        Assert.Equal([null, null], open.Select(o => o.Answer));

        async Task PressAsync(string key)
        {
            keys++;
            await page.Keyboard.PressAsync(key);
        }
    }

    [Fact]
    public async Task Beside_each_right_stands_what_is_known_of_it_and_no_answer_is_given_before()
    {
        var clock = new EarlierClock { Ago = TimeSpan.FromDays(40) };
        await using var hall = await TownHall.OpenAsync(more: 3, clock: clock);
        var workspace = hall.Stage.Workspace;
        var first = await ReviewHall.OpenRoundAsync(hall);
        var by = await WhoApproves.OfAsync(workspace, TownHall.CitizensHead, Ct);
        var item = (await ReviewDesk.ItemsOfAsync(workspace, first, by.Id, Ct))[0].Item.Id;
        var wanted = new ReviewDesk.Wanted(item, ReviewChoice.Keep, "", 5000, null);
        Assert.Equal((null, null), await ReviewDesk.AnswerAsync(workspace, by, first, [wanted], false, Ct));
        Assert.Null((await ReviewDesk.SubmitAsync(workspace, by, first, false, Ct)).Refused);
        var officer = new Approver(by.Id, true, true, new HashSet<OperatorRole> { OperatorRole.Officer });
        Assert.Null(await StopReview.RunAsync(workspace, officer, first.Id, "期間を改める", Ct));
        clock.Ago = TimeSpan.Zero;
        hall.Stage.AccountOf(item.Worker)["signInActivity"] = new Dictionary<string, string?>
        {
            ["lastSuccessfulSignInDateTime"] = $"{workspace.Today.AddDays(-120):yyyy-MM-dd}T01:00:00Z",
        };
        var night = new Actor.Trigger("ReconcileNightly");
        await ReadSignIns.BeginAsync(workspace, night, Ct);
        Assert.True((await ReadSignIns.RunAsync(workspace, night, Ct))?.IsWhole);
        var round = await ReviewHall.OpenRoundAsync(hall);
        Assert.NotEqual(first.Id, round.Id);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(by.Id), $"/portal/reviews/{round.Id}?person={item.Worker}");
        await page.PictureAsync("review-beside");
        await Assertions
            .Expect(page.Locator("caption"))
            .ToContainTextAsync($"最後のサインイン：{workspace.Today.AddDays(-120):yyyy-MM-dd}（");
        var row = page.Locator("[data-item]").First;
        foreach (var said in (string[])["の担当業務", $"前回（{first.OpenedOn:yyyy-MM-dd}）：続ける。", "120日 サインインがありません"])
            await Assertions.Expect(row).ToContainTextAsync(said);
        // A sentence is no answer.
        Assert.Equal(0, await page.Locator("input[type=radio]:checked").CountAsync());
        var others = await chromium.OpenAsync();
        var other = (await ReviewDesk.ItemsOfAsync(workspace, round, by.Id, Ct)).First(i => i.Item.Id.Worker != item.Worker).Item.Id;
        await others.SignInAsync(hall.Stage, hall.Stage.AccountOf(by.Id), $"/portal/reviews/{round.Id}?person={other.Worker}");
        await Assertions.Expect(others.Locator("caption")).ToContainTextAsync("最後のサインイン：不明（");
        await Assertions.Expect(others.Locator("body")).Not.ToContainTextAsync("サインインがありません");
    }

    [Fact]
    public async Task Every_page_is_without_a_fault_in_both_languages_and_the_record_prints()
    {
        var clock = new EarlierClock { Ago = TimeSpan.FromDays(3) };
        await using var hall = await TownHall.OpenAsync(more: 3, hasAuditor: true, clock: clock);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}";
        var taken = await ReviewHall.TakeOneAsync(hall, round);
        clock.Ago = TimeSpan.Zero;
        await UntakenRights.TellAsync(hall.Stage.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
        foreach (var language in (string[])["en", "ja"])
        {
            var (head, auditor) = (await chromium.OpenAsync(), await chromium.OpenAsync());
            var suffix = language == "ja" ? "" : "-en";
            await head.SignInAsync(hall.Stage, hall.Stage.AccountOf(TownHall.CitizensHead), $"/portal/language?to={language}&back={at}");
            await CampaignSight.FaultlessAsync(head, hall.Stage, "/portal/reviews", "reviews-head" + suffix);
            await CampaignSight.FaultlessAsync(head, hall.Stage, at, "review-person" + suffix);
            if (language == "en")
            {
                await head.Keyboard.PressAsync("2");
                await head.Keyboard.PressAsync("0");
                await head.ArriveAsync(url => url.Contains("person=", StringComparison.Ordinal));
            }
            await CampaignSight.FaultlessAsync(head, hall.Stage, at + "/submit", "review-check" + suffix);
            await auditor.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Staff), $"/portal/language?to={language}&back={at}");
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, "/portal/reviews", "reviews-auditor" + suffix);
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, at + "/record", "review-record" + suffix, prints: language == "ja");
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, at + "/real", "review-real" + suffix);
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, at + "/progress", "review-progress" + suffix);
            await CampaignSight.FaultlessAsync(head, hall.Stage, "/portal/reviews/deputy", "review-deputy" + suffix);
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, "/portal/reviews/conflicts", "review-conflicts" + suffix);
            await Assertions.Expect(auditor.Locator("tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(auditor.Locator("tbody tr")).ToContainTextAsync(taken.Worker.Value);
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, $"/portal/people/{taken.Worker}", "review-conflict-person" + suffix);
            await Assertions.Expect(auditor.Locator("td ol li")).ToHaveCountAsync(3);
            await CampaignSight.FaultlessAsync(auditor, hall.Stage, "/portal/incidents", "review-not-taken" + suffix);
            await Assertions.Expect(auditor.Locator("article")).ToContainTextAsync(taken.Worker.Value);
        }
    }

    /// <summary>The machine's clock as it was some time ago.</summary>
    private sealed class EarlierClock : TimeProvider
    {
        public TimeSpan Ago { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - Ago;
    }
}

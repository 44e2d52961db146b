using System.Net;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>The paper way of a review: the sheet on A4, and two people who type it by keyboard.</summary>
public sealed class PaperPageTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_type_a_sealed_sheet_by_keyboard_and_the_head_finds_it_on_his_page()
    {
        await using var hall = await OpenAsync(more: 20);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}";
        var head = await chromium.OpenAsync();
        await head.SignInAsync(hall.Stage, hall.Stage.AccountOf(TownHall.CitizensHead), at);
        await CampaignSight.FaultlessAsync(head, hall.Stage, at + "/sheet", "review-sheet", prints: true);
        var sheet = await PaperDesk.SheetOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        Assert.Contains(sheet.Number.ToString(), await head.ContentAsync(), StringComparison.Ordinal);

        var first = await chromium.OpenAsync();
        await first.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Operator), at + "/paper");
        await TypeNumberAsync(first, sheet.Number);
        await CampaignSight.FaultlessAsync(first, hall.Stage, $"{at}/paper?sheet={sheet.Number}", "review-paper");
        await TypeAsync(first, round, sheet, "2");
        await Assertions.Expect(first.Locator(".banner.ok h2")).ToHaveTextAsync(Ja["Portal.ReviewPaperKept"]);
        Assert.Empty((await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct)).HandedInOf(round.Id));

        var second = await chromium.OpenAsync();
        await second.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Approver), at + "/paper");
        await CampaignSight.FaultlessAsync(second, hall.Stage, at + "/paper", "review-paper-waiting");
        await TypeNumberAsync(second, sheet.Number);
        // Nothing of what the first typed is there.
        Assert.Equal(0, await second.Locator("input[type=radio]:checked").CountAsync());
        await TypeAsync(second, round, sheet, "1");
        await Assertions.Expect(second.Locator(".banner.wait h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewPaperDiffer", "田中　一郎", 1));
        Assert.Equal(1, await second.Locator(".differs").CountAsync());
        Assert.Equal(0, await second.Locator(".differs input[type=radio]:checked").CountAsync());
        await second.PictureAsync("review-paper-differs");
        var faults = await second.FaultsAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await second.Keyboard.PressAsync("2");
        await second.Keyboard.PressAsync("0");
        await Assertions
            .Expect(second.Locator(".banner.ok h2"))
            .ToHaveTextAsync(Ja.Of("Portal.ReviewPaperDone", "小林　健", $"{round.Id}-0001"));
        await second.PictureAsync("review-paper-done");

        var handed = Assert.Single((await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct)).HandedInOf(round.Id));
        Assert.Equal((TownHall.CitizensHead, 1), (handed.Submission.By, handed.Submission.Removes));
        await CampaignSight.FaultlessAsync(head, hall.Stage, at + "/submit", "review-on-paper");
        var said = Ja.Of(
            "Portal.ReviewOnPaper",
            $"{round.Id}-0001",
            "田中　一郎",
            "坂田　七海",
            $"{hall.Stage.Workspace.Today:yyyy-MM-dd}"
        );
        foreach (var path in (string[])["/portal/reviews", at, at + "/submit"])
        {
            await head.GotoAsync(new Uri(hall.Stage.Address, path).AbsoluteUri);
            await Assertions.Expect(head.Locator("main")).ToContainTextAsync(said);
        }
        await head.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewTakeBack"] }).ClickAsync();
        await Assertions.Expect(head.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.ReviewTakenBack", $"{round.Id}-0002"));
        Assert.Empty((await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct)).Removals);
        await CampaignSight.FaultlessAsync(second, hall.Stage, at + "/record", "review-record-paper");
    }

    [Fact]
    public async Task In_English_both_pages_are_without_a_fault()
    {
        await using var hall = await OpenAsync(more: 1);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}";
        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Operator), $"/portal/language?to=en&back={at}");
        await CampaignSight.FaultlessAsync(page, hall.Stage, "/portal/reviews", "reviews-operator-en");
        await CampaignSight.FaultlessAsync(page, hall.Stage, $"{at}/sheet?reviewer={TownHall.CitizensHead}", "review-sheet-en");
        var sheet = await PaperDesk.SheetOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        await CampaignSight.FaultlessAsync(page, hall.Stage, $"{at}/paper?sheet={sheet.Number}", "review-paper-en");
    }

    [Fact]
    public async Task Nobody_reads_a_sheet_of_others_nor_opens_the_typing_of_his_own_or_of_a_stale_one()
    {
        await using var hall = await TownHall.OpenAsync(more: 2);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}";
        using var other = await hall.VisitAsync(TownHall.GeneralHead, "/portal/reviews");
        (await other.GetAsync($"{at}/sheet?reviewer={TownHall.CitizensHead}")).Is(HttpStatusCode.NotFound);
        (await other.GetAsync("/portal/reviews/none-20260101/sheet")).Is(HttpStatusCode.NotFound);
        (await other.GetAsync(at + "/sheet")).Is(HttpStatusCode.OK);
        // 市民課長 decides about both operators here: they type no sheet of his.
        var theirs = await PaperDesk.SheetOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        Assert.Contains(theirs.Items, i => i.Id.Worker == PortalStage.Operator);
        using var types = await hall.VisitAsync(PortalStage.Operator, "/portal/reviews");
        foreach (
            var (number, code) in new[]
            {
                (theirs.Number.ToString(), "review-paper-own"),
                ($"{TownHall.GeneralHead}-00000000", "review-paper-nothing"),
                ("x", "review-paper-number"),
            }
        )
        {
            var shown = await types.GetAsync($"{at}/paper?sheet={number}");
            Assert.Contains(Ja["Portal.ReviewPaperRefused"], WebUtility.HtmlDecode(shown.Body), StringComparison.Ordinal);
            Assert.DoesNotContain("type=\"radio\"", shown.Body, StringComparison.Ordinal);
            Assert.Contains(Ja[$"Refusal.{code}"][^12..], WebUtility.HtmlDecode(shown.Body), StringComparison.Ordinal);
        }
        var page = await types.GetAsync(at + "/paper");
        var sent = await types.PostFormAsync(
            page,
            at + "/paper",
            ("sheet", theirs.Number.ToString()),
            ("signedOn", $"{round.OpenedOn:yyyy-MM-dd}")
        );
        Assert.Contains(Ja["Portal.ReviewPaperRefused"], WebUtility.HtmlDecode(sent.Body), StringComparison.Ordinal);
        Assert.Empty(await PaperDesk.WaitingAsync(hall.Stage.Workspace, round, Ct));
    }

    /// <summary>The operators serve in 総務課: 市民課長 decides about neither.</summary>
    private static async Task<TownHall> OpenAsync(int more)
    {
        var hall = await TownHall.OpenAsync(more);
        await hall.DeliverAsync(rows =>
        {
            foreach (var (id, name) in new[] { (PortalStage.Approver, "坂田　七海"), (PortalStage.Operator, "田中　一郎") })
            {
                rows.RemoveAll(r => r.Contains(id.Value, StringComparison.Ordinal));
                rows.Add(TownHall.Row(id.Value, name, TownHall.General, "主査"));
            }
        });
        return hall;
    }

    private static async Task TypeNumberAsync(IPage page, SheetNumber number)
    {
        await page.Locator("#sheet").FillAsync($"{number.Reviewer}-{number.Digest}".ToLowerInvariant());
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(url => url.Contains("sheet=", StringComparison.Ordinal));
    }

    /// <summary>The first mark, and 続ける for everything else.</summary>
    private static async Task TypeAsync(IPage page, ReviewRound round, PaperDesk.Sheet sheet, string mark)
    {
        await page.Locator("#signed").FillAsync($"{round.OpenedOn:yyyy-MM-dd}");
        await page.Locator("input[type=radio]").First.FocusAsync();
        for (var i = 0; i < sheet.Items.Count; i++)
            await page.Keyboard.PressAsync(i == 0 ? mark : "1");
        await page.Keyboard.PressAsync("0");
    }
}

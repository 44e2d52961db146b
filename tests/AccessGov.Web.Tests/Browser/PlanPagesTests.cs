using System.Net;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Identity;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>What people do with one plan besides approving it: say no, print, compare.</summary>
public sealed class PlanPagesTests(Chromium chromium)
{
    private const string Why = "人事課の確認待ち";
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approver_rejects_with_a_reason_and_the_same_state_planned_again_is_another_plan_that_waits()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, PortalStage.Operator);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), $"/portal/plans/{plan.Value}");
        await FaultlessAsync(stage, page, $"/portal/plans/{plan.Value}", "plan-reject");
        await page.GetByRole(AriaRole.Link, new() { Name = Ja["Portal.GoReject"] }).ClickAsync();
        await page.GetByLabel(Ja["Portal.RejectWhy"]).FillAsync(Why);
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.Reject"], Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.Rejected", plan.Brief));
        await Assertions.Expect(page.Locator(".banner.stop h2")).ToHaveTextAsync(Ja["Portal.PlanRejected"]);
        await Assertions.Expect(page.Locator(".banner.stop")).ToContainTextAsync(Why);
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.Approve"] }).CountAsync());
        Assert.Equal(0, await page.GetByLabel(Ja["Portal.RejectWhy"]).CountAsync());
        var state = (await PlanList.StateAsync(stage.Workspace, plan, Ct))!;
        Assert.Equal((PlanStatus.Rejected, PortalStage.Approver, Why), (state.Status, state.Rejection!.By, state.Rejection.Reason));
        Assert.Empty(await PlanList.WaitingAsync(stage.Workspace, Ct));
        await FaultlessAsync(stage, page, $"/portal/plans/{plan.Value}", "plan-rejected");

        await PlanToday.RunAsync(stage.Workspace, new Actor.Trigger("HrChanged"), PortalStage.Operator, Ct);
        var again = Assert.Single(await PlanList.WaitingAsync(stage.Workspace, Ct));
        Assert.NotEqual(plan, again.Id);
        Assert.Equal(plan, (await stage.Workspace.Kept.PlanAsync(again.Kept, Ct)).Inputs.After);
    }

    [Fact]
    public async Task An_author_takes_a_plan_back_and_whoever_it_touches_cannot()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, PortalStage.Approver, new Actor.Employee(PortalStage.Operator));
        var page = $"/portal/plans/{plan.Value}";
        using var touched = stage.NewVisitor();
        var seen = await touched.SignInAsync(stage.AccountOf(PortalStage.Approver), page);
        Assert.DoesNotContain("id=\"reject\"", seen.Body, StringComparison.Ordinal);
        var denied = await touched.PostFormAsync(seen, page + "?handler=Reject", ("reason", Why));
        Says(denied, Ja.Of("Portal.RejectionDenied", plan.Brief));

        using var author = stage.NewVisitor();
        var shown = await author.SignInAsync(stage.AccountOf(PortalStage.Operator), page);
        Assert.Contains("id=\"reject\"", shown.Body, StringComparison.Ordinal);
        // Nothing without the token of the page, and nothing without a reason.
        Assert.Equal(HttpStatusCode.BadRequest, (await author.PostAsync(page + "?handler=Reject", ("reason", Why))).Status);
        foreach (var reason in (string[])["", "   ", new string('あ', 201), "a\u202Eb"])
            Says(await author.PostFormAsync(shown, page + "?handler=Reject", ("reason", reason)), Ja["Portal.RejectReasonNeeded"]);
        Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(stage.Workspace, plan, Ct))!.Status);
        Says(await author.PostFormAsync(shown, page + "?handler=Reject", ("reason", Why)), Ja.Of("Portal.Rejected", plan.Brief));
        Assert.Equal(PortalStage.Operator, (await PlanList.StateAsync(stage.Workspace, plan, Ct))!.Rejection!.By);
        // Somebody who had the page open all the while approves nothing.
        Says(
            await touched.PostFormAsync(seen, page),
            Ja.Of("Portal.RejectedBefore", plan.Brief, "田中　一郎"),
            Ja.Of("Portal.RejectedBeforeNext", "", Why)[^8..]
        );
    }

    [Fact]
    public async Task An_operator_who_neither_made_a_plan_nor_approves_says_no_to_nothing()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, PortalStage.Approver);
        using var visitor = stage.NewVisitor();
        var shown = await visitor.SignInAsync(stage.AccountOf(PortalStage.Operator), $"/portal/plans/{plan.Value}");
        Assert.DoesNotContain("id=\"reject\"", shown.Body, StringComparison.Ordinal);
        Says(
            await visitor.PostFormAsync(shown, $"/portal/plans/{plan.Value}?handler=Reject", ("reason", Why)),
            Ja.Of("Portal.RejectionDenied", plan.Brief)
        );
        Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(stage.Workspace, plan, Ct))!.Status);
    }

    [Fact]
    public async Task More_plans_at_once_than_a_page_takes_are_refused_with_both_numbers_and_none_is_approved()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, PortalStage.Operator);
        using var approver = stage.NewVisitor();
        var shown = await approver.SignInAsync(stage.AccountOf(PortalStage.Approver), "/portal/plans");
        (string, string)[] chosen = [("id", plan.Value), .. Enumerable.Range(0, 100).Select(i => ("id", $"{i:x64}"))];
        Says(
            await approver.PostFormAsync(shown, "/portal/plans", chosen),
            Ja["Portal.TooManyChosen"],
            Ja.Of("Portal.TooManyChosenNext", 101, 100)
        );
        Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(stage.Workspace, plan, Ct))!.Status);
        Says(await approver.PostFormAsync(shown, "/portal/plans", chosen[..1]), Ja.Of("Portal.Approved", plan.Brief));
    }

    [Fact]
    public async Task An_auditor_reads_a_plan_and_how_two_differ()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true, staffRole: OperatorRole.Auditor);
        var first = await PlanAsync(stage, PortalStage.Operator);
        var second = await PlanAsync(stage, PortalStage.Approver);
        using var auditor = stage.NewVisitor();
        var page = $"/portal/plans/{second.Value}";
        var shown = await auditor.SignInAsync(stage.AccountOf(PortalStage.Staff), page);
        Assert.Contains($"{page}/compare", shown.Body, StringComparison.Ordinal);
        (await auditor.GetAsync($"{page}/compare")).Is(HttpStatusCode.OK);
        (await auditor.GetAsync($"{page}/compare/{first.Value}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_plans_stand_beside_each_other_by_person_with_what_only_one_of_them_does()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var first = await PlanAsync(stage, PortalStage.Operator);
        stage.AccountOf(PortalStage.Operator).DisplayName = "田中　次郎";
        var second = await PlanAsync(stage, PortalStage.Operator);
        var other = await PlanAsync(stage, PortalStage.Staff);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), $"/portal/plans/{second.Value}");
        await page.GetByRole(AriaRole.Link, new() { Name = Ja["Portal.CompareThis"] }).ClickAsync();
        await FaultlessAsync(stage, page, $"/portal/plans/{second.Value}/compare", "compare-choose");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = first.Brief }).GetByRole(AriaRole.Link).ClickAsync();
        var compared = $"/portal/plans/{second.Value}/compare/{first.Value}";
        await FaultlessAsync(stage, page, compared, "compare");
        var cells = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "田中　一郎" }).GetByRole(AriaRole.Cell);
        // The earlier plan stands left, wherever somebody came from: only the later one gives the account its name back.
        await Assertions.Expect(cells.Nth(0)).ToHaveTextAsync(Ja["Portal.Nothing"]);
        await Assertions.Expect(cells.Nth(1)).ToContainTextAsync(Ja["Attribute.jobTitle"]);
        await Assertions.Expect(cells.Nth(2).Locator("del")).ToHaveTextAsync("田中　次郎");
        await Assertions.Expect(cells.Nth(2).Locator("ins")).ToHaveTextAsync("田中　一郎");
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToHaveTextAsync(Ja.Of("Portal.PlansDiffer", 1));

        await FaultlessAsync(stage, page, $"/portal/plans/{first.Value}/compare/{other.Value}", "compare-others");
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToHaveTextAsync(Ja.Of("Portal.PlansDiffer", 2));
        await FaultlessAsync(stage, page, $"/portal/plans/{first.Value}/compare/{first.Value}", "compare-same");
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja["Portal.PlansSame"]);
        foreach (var nothing in (string[])[new('0', 64), "last"])
        {
            var answer = await page.GotoAsync(new Uri(stage.Address, $"/portal/plans/{first.Value}/compare/{nothing}").AbsoluteUri);
            Assert.Equal(404, answer!.Status);
        }
    }

    [Fact]
    public async Task A_plan_is_printed_for_a_decision_in_black_and_white_with_boxes_for_stamps()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, null);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), $"/portal/plans/{plan.Value}");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.PrintPlan"] })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".stamps")).ToBeHiddenAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".stamps .blank td")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".stamps")).ToBeVisibleAsync();
        foreach (
            var text in (string[])["須坂市", plan.Value, $"{stage.Workspace.Today:yyyy-MM-dd}", "坂田　七海", Ja["Portal.NotApprovedYet"]]
        )
            await Assertions.Expect(page.Locator(".paper")).ToContainTextAsync(text);
        foreach (var hidden in (string[])[".top", ".crumb", "footer", ".btn", ".screen"])
            await Assertions.Expect(page.Locator(hidden).First).ToBeHiddenAsync();
        // No ink but black.
        Assert.Empty(await page.EvaluateAsync<string[]>(Colours));
        await page.PdfAsync(new() { Path = Repository.Path("artifacts/pages/plan.pdf"), PreferCSSPageSize = true });
    }

    private const string Colours = """
        () => [...document.querySelectorAll("main *")]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.tagName + "." + e.className, getComputedStyle(e).color, getComputedStyle(e).borderTopColor])
            .filter(([, ...c]) => c.some((x) => x !== "rgb(0, 0, 0)"))
            .map((x) => x.join(" "))
        """;

    private static void Says(PlainAnswer answer, params string[] texts)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.All(texts, text => Assert.Contains(text, WebUtility.HtmlDecode(answer.Body), StringComparison.Ordinal));
    }

    private static async Task FaultlessAsync(PortalStage stage, IPage page, string path, string name)
    {
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            var answer = await page.GotoAsync(new Uri(stage.Address, path).AbsoluteUri);
            Assert.Equal(200, answer!.Status);
            Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            await page.PictureAsync(language == "ja" ? name : $"{name}-en");
            var faults = await page.FaultsAsync();
            Assert.True(faults.Count == 0, $"{path} ({language}): {string.Join('\n', faults)}");
        }
    }

    private static async Task<PlanId> PlanAsync(PortalStage stage, EmployeeId? only, Actor? actor = null)
    {
        await PlanToday.RunAsync(stage.Workspace, actor ?? new Actor.Trigger("HrChanged"), only, Ct);
        return (await PlanList.NewestAsync(stage.Workspace, 9, Ct)).First(p => p.Only == only && p.Actions > 0).Id;
    }
}

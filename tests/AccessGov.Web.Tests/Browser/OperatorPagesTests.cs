using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Planning;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>The pages of 情報システム課 and approvers in a real browser.</summary>
public sealed class OperatorPagesTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_opens_in_both_languages_without_a_fault_and_small()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, new Actor.Trigger("ReconcileNightly"));
        await IncidentLog.AddAsync(
            stage.Workspace,
            new Actor.Trigger("PollInbox"),
            new Incident("hr-file-refused", "mayor/2026-04-01.csv", Wording.OfFormer("Row 3, column 職員番号: …")),
            Ct
        );
        await TellFormerNameAsync(stage, PortalStage.Staff, "長谷川");
        var page = await chromium.OpenAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), "/portal");
        (string Path, string Name)[] pages =
        [
            ("/portal/today", "today"),
            ("/portal/people", "people-empty"),
            ("/portal/people?q=福島", "people"),
            ("/portal/people?q=長谷川", "people-former-name"),
            ("/portal/people?withheld=my-number", "people-withheld"),
            ($"/portal/people/{PortalStage.Staff}", "person"),
            ("/portal/plans", "plans"),
            ($"/portal/plans/{plan.Value}", "plan"),
            ("/portal/incidents", "incidents"),
            ("/portal/me", "approver-me"),
        ];
        foreach (var language in (string[])["ja", "en"])
        {
            await page.GotoAsync(new Uri(stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            foreach (var (path, name) in pages)
            {
                var answer = await page.GotoAsync(new Uri(stage.Address, path).AbsoluteUri);
                Assert.Equal(200, answer!.Status);
                Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
                Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
                await page.PictureAsync(language == "ja" ? name : $"{name}-en");
                var faults = await page.FaultsAsync();
                Assert.True(faults.Count == 0, $"{path} ({language}): {string.Join('\n', faults)}");
            }
        }
        Assert.True(said.Count == 0, string.Join('\n', said));
    }

    [Fact]
    public async Task Somebody_is_found_by_the_former_name_alone_or_with_the_given_name_and_it_stands_beside_the_name()
    {
        await using var stage = await PortalStage.OpenAsync();
        await TellFormerNameAsync(stage, PortalStage.Staff, "長谷川");
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Operator), "/portal/people");
        foreach (var query in (string[])["長谷川", "長谷川 哲也", "谷川"])
        {
            await page.GetByLabel(Ja["Portal.FindPerson"]).FillAsync(query);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("tbody th")).ToContainTextAsync(Ja.Of("Portal.FormerName", "長谷川"));
        }
        await page.GetByLabel(Ja["Portal.FindPerson"]).FillAsync("長谷川 七海");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText(Ja["Portal.NobodyFound"])).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(stage.Address, "/portal/counter?q=長谷川").AbsoluteUri);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(Ja.Of("Portal.FormerName", "長谷川"));
    }

    [Fact]
    public async Task An_approver_approves_by_one_button_and_the_page_claims_only_what_was_done()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true);
        var plan = await PlanAsync(stage, new Actor.Trigger("ReconcileNightly"));
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), $"/portal/plans/{plan.Value}");
        // Whose own rights it changes decides nothing about it: there is no button, and the list says why.
        await Assertions.Expect(page.GetByText(Ja["Portal.YouMayNot"])).ToBeVisibleAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.Approve"] }).CountAsync());
        await page.GotoAsync(new Uri(stage.Address, "/portal/plans").AbsoluteUri);
        await page.GetByLabel(Ja.Of("Portal.ChoosePlan", plan.Brief)).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ApproveChosen"] }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.stop h2").First).ToContainTextAsync(plan.Brief);
        Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(stage.Workspace, plan, Ct))!.Status);

        var ofStaff = await PlanAsync(stage, new Actor.Trigger("HrChanged"), PortalStage.Operator);
        await page.GotoAsync(new Uri(stage.Address, "/portal/plans").AbsoluteUri);
        await page.GetByLabel(Ja.Of("Portal.ChoosePlan", ofStaff.Brief)).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ApproveChosen"] }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.Approved", ofStaff.Brief));
        Assert.Equal(PortalStage.Approver, (await PlanList.StateAsync(stage.Workspace, ofStaff, Ct))!.Approval?.Approver);
        await page.PictureAsync("plans-approved");
    }

    [Fact]
    public async Task Whoever_has_no_role_sees_no_page_of_operators_and_no_name()
    {
        await using var stage = await PortalStage.OpenAsync();
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal/me");
        foreach (
            var path in (string[])
                ["/portal/today", "/portal/people?q=坂田", $"/portal/people/{PortalStage.Approver}", "/portal/plans", "/portal/incidents"]
        )
        {
            await page.GotoAsync(new Uri(stage.Address, path).AbsoluteUri);
            await Assertions.Expect(page.Locator("#why")).ToHaveTextAsync(Ja["Portal.Refused.role"]);
            Assert.DoesNotContain("坂田", await page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_incident_is_taken_over_and_settled_with_a_reason()
    {
        await using var stage = await PortalStage.OpenAsync();
        await IncidentLog.AddAsync(
            stage.Workspace,
            new Actor.Trigger("PollInbox"),
            new Incident("hr-file-refused", "mayor/x.csv", Wording.OfFormer("…")),
            Ct
        );
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Operator), "/portal/incidents");
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.TakeOver"] }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2").First).ToHaveTextAsync(Ja["Portal.TakenOver"]);
        await Assertions.Expect(page.Locator("dd").Filter(new() { HasText = "田中" })).ToBeVisibleAsync();
        await page.GetByLabel(Ja["Portal.HowSettled"]).FillAsync("ファイルを直して入れ直した");
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.Settled"] }).ClickAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2").First).ToHaveTextAsync(Ja["Portal.ClosedNow"]);
        await page.PictureAsync("incidents-settled");
        var incident = Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct));
        Assert.Equal((PortalStage.Operator, false), (incident.ClosedBy!.Value, incident.IsOpen));
        // Met again, it is open again.
        await IncidentLog.AddAsync(
            stage.Workspace,
            new Actor.Trigger("PollInbox"),
            new Incident("hr-file-refused", "mayor/x.csv", Wording.OfFormer("…")),
            Ct
        );
        Assert.True(Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct)).IsOpen);
    }

    private static async Task TellFormerNameAsync(PortalStage stage, EmployeeId person, string name)
    {
        var worker = Assert.Single(await SearchWorkers.RunAsync(stage.Workspace, person.Value, Ct)).Worker;
        var said = new PersonStatement.Employed(worker.Home, stage.Workspace.Today, worker with { FormerName = name });
        var told = new TakeStatements.Told("former-name", stage.Workspace.Now, said);
        Assert.IsType<StatementResult.Taken>(
            Assert.Single(await TakeStatements.RunAsync(stage.Workspace, new Actor.OsUser("test"), [told], Ct))
        );
    }

    private static async Task<PlanId> PlanAsync(PortalStage stage, Actor actor, EmployeeId? only = null)
    {
        await PlanToday.RunAsync(stage.Workspace, actor, only, Ct);
        return (await PlanList.NewestAsync(stage.Workspace, 9, Ct)).First(p => p.Only == only && p.Actions > 0).Id;
    }
}

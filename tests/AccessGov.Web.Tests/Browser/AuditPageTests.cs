using AccessGov.App.Approving;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Tenant;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>ホーム of 監査人 in a real browser: what was done and by whom, and nothing to send.</summary>
public sealed class AuditPageTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_opens_empty_and_full_in_both_languages_and_on_paper_without_a_fault()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true, staffRole: OperatorRole.Auditor);
        var page = await chromium.OpenAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal");
        await LookAsync(page, stage, "/portal/audit", "audit-empty");
        await FillAsync(stage);
        await LookAsync(page, stage, "/portal/audit", "audit");
        await LookAsync(page, stage, "/portal/people?due=my-number", "people-due");
        Assert.True(said.Count == 0, string.Join('\n', said));
        await page.GotoAsync(new Uri(stage.Address, "/portal/audit").AbsoluteUri);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".top")).ToBeHiddenAsync();
        await page.PictureAsync("audit-print");
        await page.PdfAsync(new() { Path = Repository.Path("artifacts/pages/audit.pdf"), PreferCSSPageSize = true });
    }

    [Fact]
    public async Task It_is_where_an_auditor_arrives_says_who_agreed_to_what_and_has_no_form()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true, staffRole: OperatorRole.Auditor);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal");
        Assert.Equal("/portal/audit", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.GetByText(Ja["Portal.NothingApprovedLately"])).ToBeVisibleAsync();
        await FillAsync(stage);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("main form")).ToHaveCountAsync(0);
        var approved = page.Locator("tbody tr");
        await Assertions.Expect(approved).ToHaveCountAsync(1);
        await Assertions.Expect(approved).ToContainTextAsync($"坂田　七海 {PortalStage.Approver}");
        await Assertions.Expect(approved).ToContainTextAsync(Ja["Portal.AuditNobody"]);

        var standing = await RecordStanding.ReadAsync(stage.Workspace, Ct);
        Assert.True(standing.Covered > 0);
        Assert.True(standing.NotSigned > 0);
        var record = page.Locator("#record");
        await Assertions
            .Expect(record)
            .ToContainTextAsync(Ja.Of("Portal.RecordSignedOf", standing.Lines, standing.Lines - standing.NotSigned));
        await Assertions.Expect(record).ToContainTextAsync($"{standing.Latest!.Key!.Id}");
        var policy = stage.Workspace.Policy;
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"{policy.Title} {policy.ContentHash[..12]}");
        // Two accounts are in a group of the zone; personnel and policy let two others in, who have a key.
        await Assertions
            .Expect(page.GetByRole(AriaRole.Link).Filter(new() { HasText = Ja["Portal.DueAtMyNumber"] }))
            .ToContainTextAsync(Ja.Of("Portal.HoldersRead", $"{stage.Workspace.Today:yyyy-MM-dd}", 1));
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = Ja["Portal.DueAtMyNumber"] }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("tbody")).Not.ToContainTextAsync("福島");
    }

    [Fact]
    public async Task The_newest_checkpoint_of_the_log_is_printed_for_whoever_keeps_it_outside()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true, staffRole: OperatorRole.Auditor);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), "/portal/audit/checkpoint");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Ja["Cli.LogNone"]);
        await SealAudit.EverythingAsync(stage.Workspace, Ct);
        var newest = Assert.IsType<LogStep.Noted>(await SignAsync(stage)).Checkpoint;
        await LookAsync(page, stage, "/portal/audit/checkpoint", "checkpoint");
        var root = newest.Tree.Root.ToString();
        foreach (var said in (string[])[newest.Origin.Value, $"{newest.Tree.Size}", root[..8], root[56..]])
            await Assertions.Expect(page.Locator(".checkpoint")).ToContainTextAsync(said);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.PdfAsync(new() { Path = Repository.Path("artifacts/pages/checkpoint.pdf"), PreferCSSPageSize = true });
        await page.PictureAsync("checkpoint-print");
    }

    /// <summary>A plan that somebody approved, an incident, a signature with lines after it, and a reading of the directory.</summary>
    private static async Task FillAsync(PortalStage stage)
    {
        var workspace = stage.Workspace;
        await PlanToday.RunAsync(workspace, new Actor.Trigger("HrChanged"), PortalStage.Operator, Ct);
        var plan = Assert.Single(await PlanList.WaitingAsync(workspace, Ct));
        Assert.IsType<ApproveResult.Approved>(await ApprovePlan.RunAsync(workspace, PortalStage.Approver, plan.Id, Ct));
        var right = workspace.Policy.Entitlements.First(e => e.Zone == Zone.MyNumber);
        stage.Stage.Tenant.Directory.AddMember(right.GroupId.ToString(), stage.AccountOf(PortalStage.Staff).Id);
        await SealAudit.EverythingAsync(workspace, Ct);
        await SignAsync(stage);
        await RecordHolders.RunAsync(workspace, new Actor.Trigger("ReconcileNightly"), RecordHolders.Monthly, Ct);
        var file = new Incident("hr-file-refused", "mayor/2026-04-01.csv", Wording.OfFormer("Row 3, column 職員番号: …"));
        await IncidentLog.AddAsync(workspace, new Actor.Trigger("PollInbox"), file, Ct);
        await SealAudit.EverythingAsync(workspace, Ct);
    }

    private static async Task<LogStep> SignAsync(PortalStage stage)
    {
        using var key = new SigningKey(Path.Combine(stage.Stage.Folder, "log-key.pem"), null);
        var keeping = new LogKeeping(key, new FileMemory(Path.Combine(stage.Stage.Folder, "log-memory")), null, key);
        return await keeping.RunAsync(stage.Workspace, new Actor.Trigger("KeepLog"), anew: false, Ct);
    }

    private static async Task LookAsync(IPage page, PortalStage stage, string path, string name)
    {
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            var answer = await page.GotoAsync(new Uri(stage.Address, path).AbsoluteUri);
            Assert.Equal(200, answer!.Status);
            Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
            await page.PictureAsync(language == "ja" ? name : $"{name}-en");
            var faults = await page.FaultsAsync();
            Assert.True(faults.Count == 0, $"{path} ({language}): {string.Join('\n', faults)}");
        }
    }
}

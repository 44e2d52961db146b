using System.Net;
using System.Text;
using AccessGov.App.Emergency;
using AccessGov.App.Governance;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Identity;
using AccessGov.Sandbox.Tenant;
using Microsoft.Playwright;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>緊急用ID on the portal: asked for by one, opened by another with the key at hand, shut by anybody, reviewed by a third.</summary>
public sealed class EmergencyTests(Chromium chromium)
{
    private const string At = "/portal/emergency";
    private const string Name = "kinkyu-juki@suzaka.example.jp";
    private const string Reason = "住基端末の鍵を紛失したため";
    private const string Seal = $"  - {{ upn: {Name}, kind: break-glass, sealed: true, max-hours: 4, note: 鍵は金庫で保管 }}\n";

    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_open_it_one_ends_it_and_the_officer_reviews_it()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer, morePolicy: Seal);
        var account = AddSealed(stage);
        var (one, page) = await OpenAsync(stage, PortalStage.Operator);
        var (two, theirs) = await OpenAsync(stage, PortalStage.Approver);
        var (third, officers) = await OpenAsync(stage, PortalStage.Staff);
        using var _ = one;
        using var __ = two;
        using var ___ = third;
        foreach (var hours in (string[])["9", "0", "x", "-1"])
            Assert.Contains(Ja["Portal.EmergencyRefused"], TextOf(await AskAsync(one, page, hours)), StringComparison.Ordinal);
        var asked = TextOf(await AskAsync(one, page, "2"));
        Assert.Contains(Ja["Portal.EmergencyAskedNext"], asked, StringComparison.Ordinal);
        Assert.DoesNotContain(Ja["Portal.EmergencyAgree"], asked, StringComparison.Ordinal);
        var alone = TextOf(await one.PostFormAsync(page, At + "?handler=Agree", ("account", Name)));
        Assert.Contains(Ja["Portal.EmergencyRefused"], alone, StringComparison.Ordinal);
        Assert.False(account.AccountEnabled);
        (await two.PostAsync(At + "?handler=Agree", ("account", Name))).Is(HttpStatusCode.BadRequest);

        var opened = TextOf((await two.PostFormAsync(theirs, At + "?handler=Agree", ("account", Name))).Is(HttpStatusCode.OK));
        Assert.Contains(Ja.Of("Portal.EmergencyOpened", Name), opened, StringComparison.Ordinal);
        Assert.True(account.AccountEnabled);
        Assert.Contains(Ja.Of("Portal.EmergencyAlarm", 1, 0), TextOf(await one.GetAsync("/portal/today")), StringComparison.Ordinal);
        Assert.Contains(Ja.Of("Portal.EmergencyAlarm", 1, 0), TextOf(await one.GetAsync("/portal/audit")), StringComparison.Ordinal);
        Assert.Contains(Ja["Incident.emergency-open"], TextOf(await one.GetAsync("/portal/incidents")), StringComparison.Ordinal);

        var ended = TextOf(await one.PostFormAsync(page, At + "?handler=End", ("account", Name)));
        Assert.Contains(Ja.Of("Portal.EmergencyEnded", Name), ended, StringComparison.Ordinal);
        Assert.False(account.AccountEnabled);
        var opening = Assert.Single((await EmergencyBook.ReadAsync(stage.Workspace, Ct)).Openings);
        var own = TextOf(await two.PostFormAsync(theirs, At + "?handler=Review", ("id", opening.Id), ("result", "問題なし")));
        Assert.Contains(Ja["Portal.EmergencyRefused"], own, StringComparison.Ordinal);
        var reviewed = TextOf(
            await third.PostFormAsync(officers, At + "?handler=Review", ("id", opening.Id), ("result", "履歴を確かめた"))
        );
        Assert.Contains(Ja["Portal.EmergencyReviewed"], reviewed, StringComparison.Ordinal);
        Assert.DoesNotContain(await IncidentLog.ListAsync(stage.Workspace, Ct), i => i.IsOpen);
        Assert.DoesNotContain(Ja.Of("Portal.EmergencyAlarm", 0, 1), TextOf(await one.GetAsync("/portal/today")), StringComparison.Ordinal);
    }

    /// <summary>Whoever takes the account out of the policy does not hide what was done with it.</summary>
    [Fact]
    public async Task Taken_out_of_the_policy_it_stays_in_the_navigation_while_it_is_open_or_not_reviewed()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer, morePolicy: Seal);
        AddSealed(stage);
        var (one, page) = await OpenAsync(stage, PortalStage.Operator);
        var (two, theirs) = await OpenAsync(stage, PortalStage.Approver);
        var (third, officers) = await OpenAsync(stage, PortalStage.Staff);
        using var _ = one;
        using var __ = two;
        using var ___ = third;
        await AskAsync(one, page, "2");
        (await two.PostFormAsync(theirs, At + "?handler=Agree", ("account", Name))).Is(HttpStatusCode.OK);
        await UnsealAsync(stage);
        Assert.True(await HasEntryAsync(one));
        await one.PostFormAsync(page, At + "?handler=End", ("account", Name));
        var opening = Assert.Single((await EmergencyBook.ReadAsync(stage.Workspace, Ct)).Openings);
        Assert.True(opening.IsOver);
        Assert.True(await HasEntryAsync(one));
        await third.PostFormAsync(officers, At + "?handler=Review", ("id", opening.Id), ("result", "履歴を確かめた"));
        Assert.False(await HasEntryAsync(one));

        static async Task<bool> HasEntryAsync(Visitor visitor) =>
            (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK).Body.Contains($"href=\"{At}\"", StringComparison.Ordinal);
    }

    /// <summary>Nothing is shown from memory: how an account stands is asked of the directory each time.</summary>
    [Fact]
    public async Task What_somebody_enabled_elsewhere_is_seen_at_once_and_shut_it_can_be_asked_for_again()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer, morePolicy: Seal);
        var account = AddSealed(stage);
        var (one, page) = await OpenAsync(stage, PortalStage.Operator);
        var (two, theirs) = await OpenAsync(stage, PortalStage.Approver);
        using var _ = one;
        using var __ = two;
        Assert.Contains(Ja["Portal.EmergencySealed"], TextOf(await one.GetAsync(At)), StringComparison.Ordinal);
        await AskAsync(one, page, "2");
        account.AccountEnabled = true;
        var refused = TextOf(await two.PostFormAsync(theirs, At + "?handler=Agree", ("account", Name)));
        Assert.Contains(Ja["Portal.EmergencyRefused"], refused, StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.EmergencyOutside"], refused, StringComparison.Ordinal);
        Assert.DoesNotContain(Ja["Portal.EmergencySealed"], refused, StringComparison.Ordinal);
        Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct), i => i is { IsOpen: true, Code: "sealed-account-open" });

        var ended = TextOf(await one.PostFormAsync(page, At + "?handler=End", ("account", Name)));
        Assert.False(account.AccountEnabled);
        Assert.Contains(Ja["Portal.EmergencySealed"], ended, StringComparison.Ordinal);
        Assert.DoesNotContain(Ja["Portal.EmergencyOutside"], ended, StringComparison.Ordinal);
        // Who enabled it is for people to find out; the way in stays open meanwhile.
        Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct), i => i.IsOpen);
        var opened = TextOf(await two.PostFormAsync(theirs, At + "?handler=Agree", ("account", Name)));
        Assert.Contains(Ja.Of("Portal.EmergencyOpened", Name), opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_enrolled_a_key_agrees_with_it_and_with_nothing_less()
    {
        await using var counter = await KeyCounter.OpenAsync(policy: Seal, staffRole: OperatorRole.Approver);
        var account = AddSealed(counter.Stage);
        var by = await WhoApproves.OfAsync(counter.Stage.Workspace, PortalStage.Operator, Ct);
        Assert.Null(await EmergencyDesk.AskAsync(counter.Stage.Workspace, by, Name, 2, Reason, Ct));
        var (visitor, _) = await counter.VisitAsync(PortalStage.Approver);
        using var __ = visitor;
        using var key = await counter.EnrolAsync(PortalStage.Approver, "5F-0031900", visitor);
        var page = (await visitor.GetAsync(At)).Is(HttpStatusCode.OK);
        Assert.Contains("data-prove=\"/portal/keys/proof\"", page.Body, StringComparison.Ordinal);
        var without = TextOf(await visitor.PostFormAsync(page, At + "?handler=Agree", ("account", Name)));
        Assert.Contains(Ja["Portal.KeyNotProved"], without, StringComparison.Ordinal);
        Assert.False(account.AccountEnabled);
        (await ProofTests.ProveAsync(visitor, key)).Is(HttpStatusCode.OK);
        var opened = TextOf(await visitor.PostFormAsync(page, At + "?handler=Agree", ("account", Name)));
        Assert.Contains(Ja.Of("Portal.EmergencyOpened", Name), opened, StringComparison.Ordinal);
        Assert.True(account.AccountEnabled);
    }

    [Fact]
    public async Task Whoever_reads_sees_it_and_sends_nothing_and_who_has_no_role_sees_nothing()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Auditor, morePolicy: Seal);
        AddSealed(stage);
        var (auditor, page) = await OpenAsync(stage, PortalStage.Staff);
        using var _ = auditor;
        Assert.Contains(Name, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Ja["Portal.EmergencyAsk"], TextOf(page), StringComparison.Ordinal);
        await auditor.PostFormAsync(page, At + "?handler=Ask", ("account", Name), ("hours", "2"), ("reason", Reason));
        Assert.Empty((await EmergencyBook.ReadAsync(stage.Workspace, Ct)).Wishes);

        await using var plain = await PortalStage.OpenAsync(morePolicy: Seal);
        var nobody = plain.NewVisitor();
        using var __ = nobody;
        var refused = await nobody.SignInAsync(plain.AccountOf(PortalStage.Staff), At);
        Assert.DoesNotContain(Name, refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_opens_in_both_languages_without_a_fault_and_by_the_keyboard_alone()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer, morePolicy: Seal);
        AddSealed(stage);
        foreach (var language in (string[])["en", "ja"])
        {
            var texts = new UiTexts(language);
            var (first, second, third) = (await chromium.OpenAsync(), await chromium.OpenAsync(), await chromium.OpenAsync());
            var said = new List<string>();
            first.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
            await first.SignInAsync(stage, stage.AccountOf(PortalStage.Operator), $"/portal/language?to={language}&back={At}");
            await first.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
            await FaultlessAsync(first, "emergency-sealed", language);
            await first.GetByLabel(texts["Portal.EmergencyWhy"]).FocusAsync();
            await first.Keyboard.TypeAsync(Reason);
            await first.Keyboard.PressAsync("Enter");
            await Assertions.Expect(first.GetByText(texts["Portal.EmergencyAskedNext"])).ToBeVisibleAsync();
            await FaultlessAsync(first, "emergency-asked", language);

            await second.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), $"/portal/language?to={language}&back={At}");
            await second.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
            await FaultlessAsync(second, "emergency-agree", language);
            await second.GetByRole(AriaRole.Button, new() { Name = texts["Portal.EmergencyAgree"] }).FocusAsync();
            await second.Keyboard.PressAsync("Enter");
            await Assertions.Expect(second.Locator(".banner.ok h2")).ToHaveTextAsync(texts.Of("Portal.EmergencyOpened", Name));
            await FaultlessAsync(second, "emergency-open", language);
            await second.GotoAsync(new Uri(stage.Address, "/portal/today").AbsoluteUri);
            await FaultlessAsync(second, "emergency-today", language);

            await first.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
            await first.GetByRole(AriaRole.Button, new() { Name = texts["Portal.EmergencyEnd"] }).FocusAsync();
            await first.Keyboard.PressAsync("Space");
            await Assertions.Expect(first.Locator(".banner.ok h2")).ToHaveTextAsync(texts.Of("Portal.EmergencyEnded", Name));
            await third.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), $"/portal/language?to={language}&back={At}");
            await third.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
            await FaultlessAsync(third, "emergency-review", language);
            await third.GetByLabel(texts["Portal.EmergencyResult"]).FocusAsync();
            await third.Keyboard.TypeAsync("サインイン履歴を確かめ、鍵を金庫に戻した");
            await third.Keyboard.PressAsync("Enter");
            await Assertions.Expect(third.GetByText(texts["Portal.EmergencyReviewed"])).ToBeVisibleAsync();
            await FaultlessAsync(third, "emergency-reviewed", language);
            Assert.True(said.Count == 0, string.Join('\n', said));
        }
    }

    private static TenantUser AddSealed(PortalStage stage) =>
        stage.Stage.Tenant.Directory.Add(new TenantUser(Name) { AccountEnabled = false });

    /// <summary>Two people agree to a policy that seals nothing.</summary>
    private static async Task UnsealAsync(PortalStage stage)
    {
        var workspace = stage.Workspace;
        var text = await File.ReadAllTextAsync(Path.Combine(stage.Stage.Folder, "policy.yaml"), Ct);
        var kept = await workspace.Kept.KeepBytesAsync(Encoding.UTF8.GetBytes(text.Replace(Seal, "", StringComparison.Ordinal)), Ct);
        var proposal = new Proposal(kept, kept, PortalStage.Operator, workspace.Now, []);
        await TwoPeople.ProposeAsync(workspace, DecisionKind.Policy, proposal, PortalStage.Operator, Ct);
        var second = await WhoApproves.OfAsync(workspace, PortalStage.Approver, Ct);
        Assert.Null(await TwoPeople.ApproveAsync(workspace, DecisionKind.Policy, kept, second, OperatorRole.Approver, Ct));
    }

    private static Task<PlainAnswer> AskAsync(Visitor visitor, PlainAnswer page, string hours) =>
        visitor.PostFormAsync(page, At + "?handler=Ask", ("account", Name), ("hours", hours), ("reason", Reason));

    private static async Task<(Visitor Visitor, PlainAnswer Page)> OpenAsync(PortalStage stage, EmployeeId person)
    {
        var visitor = stage.NewVisitor();
        var page = await visitor.SignInAsync(stage.AccountOf(person), At);
        return (visitor, page.Is(HttpStatusCode.OK));
    }

    private static async Task FaultlessAsync(IPage page, string name, string language)
    {
        await page.PictureAsync(language == "ja" ? name : $"{name}-en");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        var faults = await page.FaultsAsync();
        Assert.True(faults.Count == 0, $"{name} ({language}): {string.Join('\n', faults)}");
    }

    private static string TextOf(PlainAnswer answer) => WebUtility.HtmlDecode(answer.Body);
}

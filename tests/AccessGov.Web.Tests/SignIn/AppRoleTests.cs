using System.Net;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>
/// An app role of Entra, where the settings name it, lets somebody read or work on what stands still. One person alone gives it: it agrees
/// to nothing, and hands out nothing.
/// </summary>
public sealed class AppRoleTests
{
    private const string OfOperators = "AccessGov.Operator",
        OfAuditors = "AccessGov.Auditor";

    private static readonly UiTexts Ja = new("ja");

    private static readonly Dictionary<string, OperatorRole> Mapped = new()
    {
        [OfOperators] = OperatorRole.Operator,
        [OfAuditors] = OperatorRole.Auditor,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_auditor_by_app_role_reads_and_sends_nothing()
    {
        await using var stage = await PortalStage.OpenAsync(appRoles: Mapped);
        var incident = await IncidentAsync(stage);
        using var visitor = await SignedInAsync(stage, PortalStage.Staff, OfAuditors);
        foreach (var path in (string[])["/portal/today", "/portal/plans", "/portal/incidents", "/portal/campaign"])
            (await visitor.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Contains(Ja["Portal.OnlyReads"], (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
        await RefusedAsync(visitor, await PostAsync(visitor, "/portal/incidents?handler=Take", incident.Id));
        await RefusedAsync(visitor, await visitor.GetAsync("/portal/counter"));
        Assert.Null(Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct)).TakenBy);
    }

    [Fact]
    public async Task An_operator_by_app_role_settles_incidents_and_neither_approves_nor_hands_out_keys()
    {
        await using var stage = await PortalStage.OpenAsync(asksPeople: true, appRoles: Mapped);
        var incident = await IncidentAsync(stage);
        await PlanToday.RunAsync(stage.Workspace, new Actor.Trigger("HrChanged"), PortalStage.Operator, Ct);
        var plan = Assert.Single(await PlanList.WaitingAsync(stage.Workspace, Ct));
        using var visitor = await SignedInAsync(stage, PortalStage.Staff, OfOperators);
        (await PostAsync(visitor, "/portal/incidents?handler=Take", incident.Id)).Is(HttpStatusCode.OK);
        Assert.Equal(PortalStage.Staff, Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct), i => i.Id == incident.Id).TakenBy);

        await RefusedAsync(visitor, await PostAsync(visitor, "/portal/plans", plan.Id.Value));
        await RefusedAsync(visitor, await PostAsync(visitor, $"/portal/plans/{plan.Id.Value}", plan.Id.Value));
        await PostAsync(visitor, $"/portal/plans/{plan.Id.Value}?handler=Reject", plan.Id.Value);
        foreach (var path in (string[])["", "/ledger", "/ledger/csv", $"/people/{PortalStage.Approver}", $"/pass/{PortalStage.Approver}"])
            await RefusedAsync(visitor, await visitor.GetAsync("/portal/counter" + path));
        Assert.DoesNotContain("/portal/counter", (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
        Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(stage.Workspace, plan.Id, Ct))!.Status);
    }

    [Fact]
    public async Task What_the_settings_do_not_name_means_nothing()
    {
        await using var none = await PortalStage.OpenAsync();
        using (var visitor = await SignedInAsync(none, PortalStage.Staff, OfOperators, OfAuditors))
            await RefusedAsync(visitor, await visitor.GetAsync("/portal/today"));
        await using var other = await PortalStage.OpenAsync(appRoles: Mapped);
        using (var visitor = await SignedInAsync(other, PortalStage.Staff, "AccessGov.Approver", "accessgov.operator", "operator"))
            await RefusedAsync(visitor, await visitor.GetAsync("/portal/today"));
    }

    [Fact]
    public async Task Whom_the_table_has_as_auditor_no_app_role_makes_more()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Auditor, appRoles: Mapped);
        var incident = await IncidentAsync(stage);
        using var visitor = await SignedInAsync(stage, PortalStage.Staff, OfOperators);
        (await visitor.GetAsync("/portal/today")).Is(HttpStatusCode.OK);
        await RefusedAsync(visitor, await PostAsync(visitor, "/portal/incidents?handler=Take", incident.Id));
    }

    [Fact]
    public async Task Whom_the_table_has_as_approver_an_app_role_takes_nothing_from()
    {
        await using var stage = await PortalStage.OpenAsync(appRoles: Mapped);
        using var visitor = await SignedInAsync(stage, PortalStage.Approver, OfAuditors);
        (await visitor.GetAsync("/portal/counter")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(Ja["Portal.OnlyReads"], (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_was_taken_in_Entra_is_gone_at_the_next_sign_in()
    {
        await using var stage = await PortalStage.OpenAsync(appRoles: Mapped);
        using var visitor = await SignedInAsync(stage, PortalStage.Staff, OfAuditors);
        (await visitor.GetAsync("/portal/today")).Is(HttpStatusCode.OK);
        stage.AccountOf(PortalStage.Staff).AppRoles = [];
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        await RefusedAsync(visitor, await visitor.GetAsync("/portal/today"));
    }

    private static async Task<Visitor> SignedInAsync(PortalStage stage, EmployeeId person, params string[] roles)
    {
        var visitor = stage.NewVisitor();
        stage.AccountOf(person).AppRoles = roles;
        (await visitor.SignInAsync(stage.AccountOf(person), "/portal/me")).Is(HttpStatusCode.OK);
        return visitor;
    }

    private static async Task<Incident> IncidentAsync(PortalStage stage)
    {
        await IncidentLog.AddAsync(
            stage.Workspace,
            new Actor.Trigger("PollInbox"),
            new Incident("hr-file-refused", "mayor/x.csv", Wording.OfFormer("…")),
            Ct
        );
        return Assert.Single(await IncidentLog.ListAsync(stage.Workspace, Ct));
    }

    /// <summary>Sends a form that the page does not show, with the token of one that it does.</summary>
    private static async Task<Sandbox.Identity.PlainAnswer> PostAsync(Visitor visitor, string path, string id) =>
        await visitor.PostFormAsync(await visitor.GetAsync("/portal/me"), path, ("id", id), ("reason", "…"));

    private static async Task RefusedAsync(Visitor visitor, Sandbox.Identity.PlainAnswer answer)
    {
        var page = answer.Status == HttpStatusCode.Found ? await visitor.FollowAsync(answer) : answer;
        Assert.Contains(Ja["Portal.Refused.role"], page.Body, StringComparison.Ordinal);
    }
}

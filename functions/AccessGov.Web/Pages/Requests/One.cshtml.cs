using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;
using AccessGov.Web.Pages.Counter;
using AccessGov.Web.Pages.Keys;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Requests;

/// <summary>One request: how it stands, its course, what agreeing means; yes with the own key, no with a reason; return, go on.</summary>
/// <param name="here">What the page works with.</param>
public sealed class OneModel(PortalContext here) : PageModel
{
    private PeopleOfPlan people = null!;

    /// <summary>What came of a button just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>How it stands.</summary>
    public Notice State { get; private set; } = null!;

    /// <summary>The request.</summary>
    public RequestAnswers.Line Line { get; private set; } = null!;

    /// <summary>Its steps.</summary>
    public IReadOnlyList<RequestStep> Steps { get; private set; } = [];

    /// <summary>True for whoever may say yes or no to it now.</summary>
    public bool MayDecide { get; private set; }

    /// <summary>True for whoever may take it back, or return what it gives.</summary>
    public bool MayReturn { get; private set; }

    /// <summary>True where the own key is asked for once more before somebody agrees.</summary>
    public bool AsksKey { get; private set; }

    /// <summary>True for whoever may agree only with a key, and has none.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>What would withhold the right although everybody agrees; null for nothing.</summary>
    public Notice? Gate { get; private set; }

    /// <summary>What agreeing means.</summary>
    public string AgreeingMeans { get; private set; } = "";

    /// <summary>The reason that was written just now and did not do.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>A person's name with the number.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => CounterText.NameOf(people, id);

    /// <summary>Shows it.</summary>
    /// <param name="id">The request.</param>
    public Task<IActionResult> OnGetAsync(string id) => ShowAsync(id);

    /// <summary>Agrees.</summary>
    /// <param name="id">The request.</param>
    public async Task<IActionResult> OnPostApproveAsync(string id)
    {
        if (!await IsMineToSeeAsync(id))
            return NotFound();
        Said = await KeyWords.UseAsync(here, HttpContext.RequestAborted);
        if (Said is null)
            await DoAsync(new RequestCommand.Agree(id), "Portal.RequestAgreed");
        return await ShowAsync(id);
    }

    /// <summary>Says no.</summary>
    /// <param name="id">The request.</param>
    /// <param name="reason">Why.</param>
    public async Task<IActionResult> OnPostRejectAsync(string id, string? reason)
    {
        if (!await IsMineToSeeAsync(id))
            return NotFound();
        if (!await DoAsync(new RequestCommand.Reject(id, reason ?? ""), "Portal.RequestRejected"))
            Reason = VisibleText.Of(reason ?? "");
        return await ShowAsync(id);
    }

    /// <summary>Takes it back, or returns the right.</summary>
    /// <param name="id">The request.</param>
    public async Task<IActionResult> OnPostReturnAsync(string id)
    {
        if (!await IsMineToSeeAsync(id))
            return NotFound();
        await DoAsync(new RequestCommand.Return(id), "Portal.RequestReturned");
        return await ShowAsync(id);
    }

    private async Task<bool> DoAsync(RequestCommand command, string done)
    {
        var (request, why) = await RequestDesk.RunAsync(here.Workspace, here.Me.Id, command, HttpContext.RequestAborted);
        Said = why is null ? Notice.Done(here.Ui[done], here.Ui.Of("Portal.RequestNumber", request!.Id)) : RequestWords.Refused(here, why);
        return why is null;
    }

    /// <summary>Whom it concerns: for whom it is, who asked, who agreed or may, and whoever reads what 情報システム課 works with.</summary>
    private async Task<bool> IsMineToSeeAsync(string id)
    {
        if (await RequestAnswers.FindAsync(here.Workspace, id, HttpContext.RequestAborted) is not { } line)
            return false;
        var me = here.Me.Id;
        return here.Me.MayRead
            || line.Request.Subject == me
            || line.Request.Givers.Contains(me)
            || line.Request.End?.By == me
            || line.Waiting.Contains(me);
    }

    private async Task<IActionResult> ShowAsync(string id)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (!await IsMineToSeeAsync(id))
            return NotFound();
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        Line = (await RequestAnswers.FindAsync(workspace, id, ct))!;
        var scene = await RequestScenes.NowAsync(workspace, ct);
        var request = Line.Request;
        Steps = RequestCourse.Of(here, people, scene, Line);
        MayDecide = Line.Waiting.Contains(here.Me.Id);
        MayReturn =
            Line.State is RequestState.Waits or RequestState.InForce
            && (
                request.AskedBy == here.Me.Id
                || scene.Desired.Facts.Roster.Find(request.Subject) is { } worker
                    && RequestDecider.MayAskFor(scene.Desired, here.Me.Id, worker)
            );
        if (MayDecide)
            (AsksKey, LacksKey) = await KeyWords.AsksAsync(here, ct);
        AgreeingMeans = here.Ui.Of(Line.IsLast ? "Portal.RequestAgreeGives" : "Portal.RequestAgreePasses", request.Until);
        var outlook = await RequestAnswers.OutlookAsync(workspace, request.Subject, request.Right, ct);
        Gate =
            Line.State == RequestState.Waits && outlook?.ClosedGate is { } gate
                ? Notice.Waits(
                    here.Ui["Portal.RequestGate"],
                    here.Ui.Of("Portal.Because", RequestWords.GateOf(here, gate).Why)
                        + here.Ui.Of("Portal.Sentence", RequestWords.GateOf(here, gate).Fix)
                )
                : null;
        State = StateOf(scene, outlook);
        return Page();
    }

    private Notice StateOf(RequestScene scene, RequestOutlook? outlook)
    {
        var (ui, request) = (here.Ui, Line.Request);
        switch (Line.State)
        {
            case RequestState.Waits:
                return Notice.Waits(
                    ui.Of("Portal.RequestWaitsFor", RequestWords.StageOf(here, request.Next!.Value)),
                    Line.Waiting.Count > 0 ? ui.Of("Portal.RequestWaitsNext", request.Until) : ui["Portal.RequestNobodyNext"]
                );
            case RequestState.InForce:
                var desire = scene.Desired.Facts.Roster.Find(request.Subject) is { } worker ? scene.Desired.Of(worker) : null;
                foreach (var withheld in desire?.Withheld ?? [])
                    if (scene.Desired.Policy.Entitlements[withheld.Membership.Entitlement].Id == request.Right)
                        return Notice.Waits(
                            ui["Portal.RequestWithheld"],
                            ui.Of("Portal.Because", PortalContext.Capital(here.Text.Of(withheld.Reason)))
                                + ui.Of("Portal.Sentence", PortalContext.Capital(here.Text.FixOf(withheld.Reason)))
                        );
                // The end in force, and what gives it.
                return Notice.Done(
                    ui.Of("Portal.RequestInForce", request.Until),
                    outlook is { HasAlready: true, HasUntil: var until } && (until is null || until > request.Until)
                        ? until is { } later
                            ? ui.Of("Portal.RequestLonger", later, ByWhat(desire))
                            : ui["Portal.RequestLongerDuty"]
                        : ""
                );
            case RequestState.Expired:
                return Notice.Waits(ui["Portal.RequestExpired"], ui.Of("Portal.UntilDay", request.Until));
            default:
                return Notice.Refused(
                    ui[$"RequestEnd.{RequestEndKindCodes.Of(request.End!.How)}"],
                    VisibleText.Of(request.End.Reason ?? "")
                );
        }
    }

    private string ByWhat(WorkerDesire? desire)
    {
        foreach (var membership in desire?.Memberships ?? [])
            if (here.Workspace.Policy.Entitlements[membership.Entitlement].Id == Line.Request.Right)
                return here.Text.Of(membership.ToCause());
        return "";
    }
}

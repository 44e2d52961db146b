using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>指摘: what no use case could settle. Taken over, tried again, or settled with a reason.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class IncidentsModel(PortalContext here) : PageModel
{
    private const int MostSettled = 30;
    private PeopleOfPlan people = null!;

    /// <summary>What came of a button just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>What is open, oldest first.</summary>
    public IReadOnlyList<Incident> Open { get; private set; } = [];

    /// <summary>What was settled, newest first.</summary>
    public IReadOnlyList<Incident> Settled { get; private set; } = [];

    /// <summary>A person's name.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => people.Find(id)?.Name ?? id.Value;

    /// <summary>For how many days one has been open.</summary>
    /// <param name="incident">The incident.</param>
    public int DaysOf(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return here.Workspace.Today.DayNumber - DateOnly.FromDateTime(here.Workspace.Local(incident.OpenSince).DateTime).DayNumber;
    }

    /// <summary>How one was settled, and by whom.</summary>
    /// <param name="incident">The incident.</param>
    public string HowOf(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.ClosedBy is { } by ? here.Ui.Of("Portal.SettledBy", NameOf(by), incident.ClosedBecause)
            : incident.IsSettled ? here.Ui.Of("Portal.SettledBy", here.Ui["Portal.ByItself"], incident.WhyEnded)
            : here.Ui["Portal.Retried"];
    }

    /// <summary>Lists them.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>Takes one over.</summary>
    /// <param name="id">The incident.</param>
    public Task<IActionResult> OnPostTakeAsync(string? id) =>
        DoAsync(
            id,
            async (known, ct) =>
                await IncidentLog.TakeAsync(here.Workspace, here.Me.Id, known, ct) is not null
                    ? Notice.Done(here.Ui["Portal.TakenOver"], here.Ui["Portal.TakenOverNext"])
                    : null
        );

    /// <summary>Says that one is settled.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="reason">How.</param>
    public Task<IActionResult> OnPostCloseAsync(string? id, string? reason) =>
        DoAsync(
            id,
            async (known, ct) =>
                !VisibleText.IsReason(reason)
                    ? Notice.Waits(here.Ui["Portal.ReasonNeeded"], here.Ui.Of("Cli.HoldReason", VisibleText.LongestReason))
                : await IncidentLog.CloseAsync(here.Workspace, here.Me.Id, known, reason, ct) is not { } incident ? null
                : incident.IsOpen ? Notice.Refused(here.Ui["Portal.NotClosed"], here.Ui["Cli.IncidentOwn"])
                : Notice.Done(here.Ui["Portal.ClosedNow"], here.Ui["Portal.ClosedNext"])
        );

    /// <summary>Puts the message of one back into its queue.</summary>
    /// <param name="id">The incident.</param>
    public Task<IActionResult> OnPostRetryAsync(string? id) =>
        DoAsync(
            id,
            async (known, ct) =>
                await IncidentLog.RetryAsync(here.Workspace, new Actor.Employee(here.Me.Id), known, ct)
                    ? Notice.Done(here.Ui["Portal.RetriedNow"], here.Ui["Portal.RetriedNext"])
                    : null
        );

    private async Task<IActionResult> DoAsync(string? id, Func<string, CancellationToken, Task<Notice?>> act)
    {
        var known = id is { Length: > 0 and <= 64 } && id.All(char.IsAsciiHexDigitLower) ? id : null;
        var gone = Notice.Waits(here.Ui["Portal.IncidentGone"], here.Ui["Portal.IncidentGoneNext"]);
        Said = known is null ? gone : await act(known, HttpContext.RequestAborted) ?? gone;
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var all = await IncidentLog.ListAsync(workspace, ct);
        Open = [.. all.Where(i => i.IsOpen).OrderBy(i => i.OpenSince)];
        Settled = [.. all.Where(i => !i.IsOpen).OrderByDescending(i => i.At).Take(MostSettled)];
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
    }
}

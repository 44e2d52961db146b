using System.Globalization;
using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Web.Pages.Counter;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Requests;

/// <summary>
/// 申請する: which right, then what it is, what would withhold it and with what it is at odds, said before anybody asks; then what for and
/// until when.
/// </summary>
/// <param name="here">What the page works with.</param>
public sealed class AskModel(PortalContext here) : PageModel
{
    private const int MostPeople = 200;
    private PeopleOfPlan people = null!;

    /// <summary>What came of asking just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>For whom.</summary>
    public EmployeeId Subject { get; private set; }

    /// <summary>For whom somebody who heads a unit may ask besides.</summary>
    public IReadOnlyList<EmployeeId> People { get; private set; } = [];

    /// <summary>Rights to choose among.</summary>
    public IReadOnlyList<Entitlement> Rights { get; private set; } = [];

    /// <summary>The right that was chosen, and what is to be said of it; null while none is.</summary>
    public RequestOutlook? Outlook { get; private set; }

    /// <summary>True for an exception.</summary>
    public bool IsException { get; private set; }

    /// <summary>True where asking would be refused anyway, whatever is written.</summary>
    public bool IsHopeless { get; private set; }

    /// <summary>Who would have to agree, in turn.</summary>
    public IReadOnlyList<(string Stage, string Who)> Course { get; private set; } = [];

    /// <summary>True where a stage would have nobody who may agree.</summary>
    public bool HasNobody { get; private set; }

    /// <summary>The request that it is to go on from; empty for none.</summary>
    public string Extends { get; private set; } = "";

    /// <summary>What was written.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>代替策, as written.</summary>
    public string Control { get; private set; } = "";

    /// <summary>Last day.</summary>
    public DateOnly Until { get; private set; }

    /// <summary>A person's name with the number.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => CounterText.NameOf(people, id);

    /// <summary>The right that a rule forbids together with this one.</summary>
    /// <param name="rule">The rule.</param>
    public string OtherOf(SeparationRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return here.Text.Name(rule.Keeps == Outlook!.Right.Id ? rule.Withholds : rule.Keeps);
    }

    /// <summary>Shows the choice, or the form.</summary>
    /// <param name="right">Which right.</param>
    /// <param name="person">For whom; oneself when left out.</param>
    /// <param name="extends">The request that it is to go on from.</param>
    /// <param name="exception">True for an exception.</param>
    public async Task OnGetAsync(string? right, [FromQuery(Name = "for")] string? person, string? extends, bool exception)
    {
        Until = FiscalYear.EndOf(here.Workspace.Today);
        await LoadAsync(right, person, extends, exception);
    }

    /// <summary>Asks.</summary>
    /// <param name="right">Which right.</param>
    /// <param name="person">For whom.</param>
    /// <param name="extends">The request that it is to go on from.</param>
    /// <param name="exception">True for an exception.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="control">代替策.</param>
    /// <param name="until">Last day.</param>
    public async Task<IActionResult> OnPostAsync(
        string? right,
        [FromForm(Name = "for")] string? person,
        string? extends,
        bool exception,
        string? purpose,
        string? control,
        string? until
    )
    {
        // What is no day is before every day.
        Until = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.MinValue;
        (Purpose, Control) = (purpose ?? "", control ?? "");
        await LoadAsync(right, person, extends, exception);
        if (Outlook is not { } outlook)
            return Page();
        var ask = new RequestCommand.Ask(
            "",
            Subject,
            outlook.Right.Id,
            IsException ? GrantKind.Exception : GrantKind.Request,
            Purpose,
            Until
        )
        {
            Control = IsException ? Control : null,
            Extends = Extends.Length > 0 ? Extends : null,
        };
        var (request, why) = await RequestDesk.AskAsync(here.Workspace, here.Me.Id, ask, HttpContext.RequestAborted);
        if (request is not null)
            return LocalRedirect($"/portal/requests/{request.Id}");
        Said = RequestWords.Refused(here, why!);
        (Purpose, Control) = (VisibleText.Of(Purpose), VisibleText.Of(Control));
        return Page();
    }

    private async Task LoadAsync(string? right, string? person, string? extends, bool exception)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var scene = await RequestScenes.NowAsync(workspace, ct);
        Subject = EmployeeId.TryParse(person, out var named) ? named : here.Me.Id;
        IsException = exception;
        Extends = extends ?? "";
        People = here.Me.IsHead
            ? [.. (await UnitPeople.OfHeadAsync(workspace, here.Me.Id, ct)).Select(p => p.Desire.Worker.Id).Take(MostPeople)]
            : [];
        Rights =
        [
            .. workspace
                .Policy.Entitlements.Where(e => e.Zone != Zone.Independent && (e.IsRequestable || exception))
                .OrderBy(e => e.Zone)
                .ThenBy(e => e.Name, StringComparer.Ordinal),
        ];
        // Of others nothing is shown to whoever may not ask for them.
        if (
            right is null
            || Rights.All(r => r.Id.Value != right)
            || scene.Desired.Facts.Roster.Find(Subject) is not { } worker
            || !RequestDecider.MayAskFor(scene.Desired, here.Me.Id, worker)
        )
            return;
        Outlook = RequestOutlook.Of(scene.Desired, scene.Ledger, worker, new EntitlementId(right));
        IsHopeless =
            (!IsException && Outlook!.Conflicts.Count > 0)
            || Outlook!.Conflicts.Count > 1
            || (Extends.Length == 0 && Outlook is { HasAlready: true, HasUntil: null });
        Course = CourseOf(scene, worker);
        IsHopeless |= HasNobody;
    }

    private (string Stage, string Who)[] CourseOf(RequestScene scene, Worker worker)
    {
        if (scene.Desired.Of(worker).Org is not { } unit)
            return [];
        var kind = IsException ? GrantKind.Exception : GrantKind.Request;
        var draft = new RightRequest("", Subject, here.Me.Id, scene.Now, Outlook!.Right.Id, kind, unit, "", Until);
        var course = scene.Approvers.Course(draft);
        HasNobody = course.Any(s => s.By is null);
        return
        [
            .. course.Select(s => (RequestWords.StageOf(here, s.Stage), s.By is { } by ? NameOf(by) : here.Ui["Portal.RequestNobody"])),
        ];
    }
}

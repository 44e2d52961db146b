using System.Globalization;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>今日: what waits, what stands still, who is stopped, how fresh the facts are.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class TodayModel(PortalContext here) : PageModel
{
    /// <summary>How fresh one source is.</summary>
    /// <param name="Name">The source.</param>
    /// <param name="Last">The day it spoke of last.</param>
    /// <param name="Mark">How the tag looks.</param>
    /// <param name="Sign">A sign before the word.</param>
    /// <param name="State">Within its days or not.</param>
    public sealed record SourceLine(string Name, string Last, string Mark, string Sign, string State);

    private PeopleOfPlan people = null!;

    /// <summary>The day.</summary>
    public string Day =>
        here.Workspace.Today.ToString(
            here.Language == "ja" ? "M月d日（ddd）" : "dddd, d MMMM",
            CultureInfo.GetCultureInfo(here.Language == "ja" ? "ja-JP" : "en-GB")
        );

    /// <summary>When the page was made.</summary>
    public string ReadAt => here.Workspace.Local(here.Workspace.Clock.GetUtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How many plans wait for an approval.</summary>
    public int Waiting { get; private set; }

    /// <summary>The oldest of them.</summary>
    public string WaitingDetail { get; private set; } = "";

    /// <summary>What people must look at, oldest first.</summary>
    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    /// <summary>The oldest of them.</summary>
    public string IncidentsDetail { get; private set; } = "";

    /// <summary>Actions of approved plans that have no outcome yet.</summary>
    public int NotApplied { get; private set; }

    /// <summary>People from whom a right of the My Number zone is withheld.</summary>
    public int Stopped { get; private set; }

    /// <summary>How fresh each source is.</summary>
    public IReadOnlyList<SourceLine> Sources { get; private set; } = [];

    /// <summary>A person's name.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => people.Find(id)?.Name ?? id.Value;

    /// <summary>Looks at everything.</summary>
    public async Task OnGetAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var waiting = await PlanList.WaitingAsync(workspace, ct);
        Waiting = waiting.Count;
        WaitingDetail = waiting.Count == 0 ? here.Ui["Portal.NoPlanWaits"] : here.Ui.Of("Portal.Oldest", here.Time(waiting[0].MadeAt));
        Incidents = [.. (await IncidentLog.ListAsync(workspace, ct)).Where(i => i.IsOpen).OrderBy(i => i.At)];
        IncidentsDetail = Incidents.Count == 0 ? here.Ui["Cli.NoIncidents"] : here.Ui.Of("Portal.Oldest", here.Time(Incidents[0].At));
        NotApplied = (await PlanList.NewestAsync(workspace, 50, ct))
            .Where(p => p.Status is PlanStatus.Approved or PlanStatus.Applying)
            .Sum(p => p.Actions - p.Next + p.Pending.Count);
        Stopped = (await ExplainAccess.WithheldAsync(workspace, workspace.Today, ct)).Count(w =>
            w.Withheld.Any(x => workspace.Policy.Entitlements[x.Membership.Entitlement].Zone == Zone.MyNumber)
        );
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var sources = new List<SourceLine>();
        foreach (var source in workspace.Policy.Sources)
            sources.Add(Line(source, await ImportHr.StateAsync(workspace, source.Id, ct)));
        Sources = sources;
    }

    private SourceLine Line(SourceRule source, SourceState? state)
    {
        var (name, maxAgeDays) = (source.Name, source.MaxAgeDays);
        if (state is null)
            return new SourceLine(name, "—", "stop", "■", here.Ui["Portal.NeverDelivered"]);
        var age = here.Workspace.Today.DayNumber - state.AsOf.DayNumber;
        var last = state.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return age <= maxAgeDays
            ? new SourceLine(name, last, "ok", "✓", here.Ui.Of("Portal.WithinDays", maxAgeDays))
            : new SourceLine(name, last, "stop", "■", here.Ui.Of("Portal.DaysOld", age, maxAgeDays));
    }
}

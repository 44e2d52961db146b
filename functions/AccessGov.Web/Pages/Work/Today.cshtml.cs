using System.Globalization;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>今日: what waits, what stands still, who is stopped, how fresh the facts are.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class TodayModel(PortalContext here) : PageModel
{
    /// <summary>How fresh one source is.</summary>
    /// <param name="Name">The source.</param>
    /// <param name="Last">The day it spoke of last.</param>
    /// <param name="Mark">How the tag looks.</param>
    /// <param name="Sign">A sign before the word.</param>
    /// <param name="State">Within its days or not.</param>
    public sealed record SourceLine(string Name, string Last, string Mark, string Sign, string State);

    /// <summary>A figure that leads to a page.</summary>
    /// <param name="Text">Name of its text.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Detail">What deserves a look.</param>
    /// <param name="Path">The page.</param>
    /// <param name="Mark">How it looks.</param>
    /// <param name="Sign">A sign, because no colour speaks alone.</param>
    public sealed record Tile(string Text, int Count, string Detail, string Path, string Mark = "", string Sign = "");

    private PeopleOfPlan people = null!;

    /// <summary>The day.</summary>
    public string Day
    {
        get
        {
            var today = here.Workspace.Today;
            // The program runs without the languages' own calendars.
            return here.Language == "ja"
                ? $"{today.Month}月{today.Day}日（{"日月火水木金土"[(int)today.DayOfWeek]}）"
                : today.ToString("dddd, d MMMM", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>When the page was made.</summary>
    public string ReadAt => here.Workspace.Local(here.Workspace.Clock.GetUtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Sealed accounts that are open or await their review; null for none.</summary>
    public string? Emergency { get; private set; }

    /// <summary>True where reviewers decide and nobody writes to them.</summary>
    public bool ReviewsWithoutMail { get; private set; }

    /// <summary>Four figures.</summary>
    public IReadOnlyList<Tile> Tiles { get; private set; } = [];

    /// <summary>What people must look at, oldest first.</summary>
    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

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
        Incidents = [.. (await IncidentLog.ListAsync(workspace, ct)).Where(i => i.IsOpen).OrderBy(i => i.OpenSince)];
        var notApplied = await PlanList.UnappliedAsync(workspace, ct);
        var stopped = (await ExplainAccess.WithheldAsync(workspace, workspace.Today, ct, Zone.MyNumber)).Count;
        ReviewsWithoutMail = here.Installation.Mail is null && (await ReviewBook.ReadAsync(workspace, ct)).Rounds.Any(r => r.IsOpen);
        Emergency = await EmergencyModel.AlarmAsync(here, ct);
        Tiles =
        [
            Waiting(here, waiting),
            Open(here, Incidents),
            new("Portal.NotYetApplied", notApplied, here.Ui["Portal.NotYetAppliedDetail"], "/portal/plans"),
            new("Portal.StoppedAtMyNumber", stopped, here.Ui["Portal.StoppedDetail"], "/portal/people?withheld=my-number"),
        ];
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var sources = new List<SourceLine>();
        foreach (var source in workspace.Policy.Sources)
            sources.Add(Line(source, await ImportHr.StateAsync(workspace, source.Id, ct)));
        Sources = sources;
    }

    /// <summary>Plans that wait, and since when.</summary>
    internal static Tile Waiting(PortalContext here, IReadOnlyList<PlanState> waiting) =>
        waiting.Count == 0
            ? new("Portal.PlansWaiting", 0, here.Ui["Portal.NoPlanWaits"], "/portal/plans")
            : new("Portal.PlansWaiting", waiting.Count, Oldest(here, waiting[0].MadeAt), "/portal/plans", "wait", "▲");

    /// <summary>Incidents that are open, oldest first, and since when.</summary>
    internal static Tile Open(PortalContext here, IReadOnlyList<Incident> open) =>
        open.Count == 0
            ? new("Portal.Incidents", 0, here.Ui["Portal.NoIncidents"], "/portal/incidents")
            : new("Portal.Incidents", open.Count, Oldest(here, open[0].OpenSince), "/portal/incidents", "stop", "■");

    private static string Oldest(PortalContext here, DateTimeOffset at) => here.Ui.Of("Portal.Oldest", here.Time(at));

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

using System.Globalization;
using AccessGov.App.Audit;
using AccessGov.App.Governance;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>
/// ホーム of 監査人: how far the record is signed, which policy holds since when, who agreed to what lately, who may use the My Number zone.
/// Only what is read cheaply; the page has no form and changes nothing.
/// </summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class AuditModel(PortalContext here) : PageModel
{
    private const int NewestPlans = 30,
        MostApproved = 10;

    // The nightly run signs; half a day more than one is late.
    private static readonly TimeSpan SignedWithin = TimeSpan.FromHours(36);
    private PeopleOfPlan people = null!;

    /// <summary>When the page was made.</summary>
    public string ReadAt => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Sealed accounts that are open or await their review; null for none.</summary>
    public string? Emergency { get; private set; }

    /// <summary>Four figures.</summary>
    public IReadOnlyList<TodayModel.Tile> Tiles { get; private set; } = [];

    /// <summary>How far the record is signed.</summary>
    public RecordStanding Record { get; private set; } = null!;

    /// <summary>The policy that two people agreed to; null while nobody has.</summary>
    public Decided? Policy { get; private set; }

    /// <summary>When two people let the installation go live; null while it observes.</summary>
    public Decided? Live { get; private set; }

    /// <summary>The newest reading of who holds a right of the My Number zone; null for none.</summary>
    public RecordHolders.Baseline? Holders { get; private set; }

    /// <summary>What somebody agreed to lately, newest first.</summary>
    public IReadOnlyList<PlanState> Approved { get; private set; } = [];

    /// <summary>Pages that answer more.</summary>
    public static IReadOnlyList<(string Path, string Text)> More { get; } =
    [
        ("/portal/plans", "Portal.AuditPlans"),
        ("/portal/incidents", "Portal.AuditIncidents"),
        ("/portal/people?withheld=my-number", "Portal.AuditWithheld"),
        ("/portal/campaign", "Portal.AuditCampaign"),
        ("/portal/campaign/stuck", "Portal.AuditStuck"),
        ("/portal/audit/checkpoint", "Portal.Checkpoint"),
    ];

    /// <summary>A person's name and number; what stands in the record is the number.</summary>
    /// <param name="id">職員番号; null for nobody.</param>
    public string NameOf(EmployeeId? id) =>
        id is not { } known ? here.Ui["Portal.AuditNobody"]
        : people.Find(known) is { } person ? $"{VisibleText.Of(person.Name)} {known}"
        : known.Value;

    /// <summary>What a plan is about.</summary>
    /// <param name="plan">The plan.</param>
    public string TitleOf(PlanState plan) => PlanAddress.Title(here, plan);

    /// <summary>Where a plan stands.</summary>
    /// <param name="plan">The plan.</param>
    public string StatusOf(PlanState plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return here.Ui[$"Status.{PlanStatusCodes.Of(plan.Status)}"];
    }

    /// <summary>Reads everything.</summary>
    public async Task OnGetAsync()
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        Record = await RecordStanding.ReadAsync(workspace, ct);
        Policy = await TwoPeople.InForceAsync(workspace, DecisionKind.Policy, ct);
        Live = await TwoPeople.InForceAsync(workspace, DecisionKind.GoLive, ct);
        Holders = await RecordHolders.NewestAsync(workspace, ct);
        Approved =
        [
            .. (await PlanList.NewestAsync(workspace, NewestPlans, ct)).Where(p => p.Approval?.Approver is not null).Take(MostApproved),
        ];
        var waiting = await PlanList.WaitingAsync(workspace, ct);
        IReadOnlyList<Incident> open = [.. (await IncidentLog.ListAsync(workspace, ct)).Where(i => i.IsOpen).OrderBy(i => i.At)];
        var due = await ExplainAccess.DueAsync(workspace, Zone.MyNumber, ct);
        Emergency = await EmergencyModel.AlarmAsync(here, ct);
        Tiles =
        [
            RecordTile(),
            TodayModel.Open(here, open),
            new("Portal.DueAtMyNumber", due.Count, HeldText(), "/portal/people?due=my-number"),
            TodayModel.Waiting(here, waiting),
        ];
    }

    private TodayModel.Tile RecordTile()
    {
        var unsigned = (int)Math.Min(Record.NotSigned, int.MaxValue);
        if (Record.Latest is not { At: { } signed })
            return new("Portal.RecordUnsigned", unsigned, here.Ui["Portal.RecordNeverSigned"], "#record", "wait", "▲");
        var at = here.Ui.Of("Portal.RecordSignedAt", here.Time(signed));
        return unsigned > 0 && here.Workspace.Clock.GetUtcNow() - signed > SignedWithin
            ? new("Portal.RecordUnsigned", unsigned, at, "#record", "wait", "▲")
            : new("Portal.RecordUnsigned", unsigned, at, "#record");
    }

    private string HeldText()
    {
        if (Holders is not { } read)
            return here.Ui["Portal.HoldersNeverRead"];
        var day = read.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return read.Accounts is { } accounts ? here.Ui.Of("Portal.HoldersRead", day, accounts) : here.Ui.Of("Portal.HoldersReadOn", day);
    }
}

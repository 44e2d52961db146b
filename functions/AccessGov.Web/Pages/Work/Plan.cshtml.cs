using AccessGov.App.Approving;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Web.Pages.Keys;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>One plan: why it waits, who supplied what, what nobody foretold in full, then everything else by person.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class PlanModel(PortalContext here) : PageModel
{
    /// <summary>Names of the texts above the boxes for stamps.</summary>
    public static readonly string[] Stamps = ["Portal.StampDecides", "Portal.StampJoins", "Portal.StampChecks", "Portal.StampDrafts"];

    private const int PeopleOnPage = 50;
    private const int MostFindings = 50;

    /// <summary>A figure above the tables.</summary>
    /// <param name="Name">What is counted.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Detail">What of it deserves a look.</param>
    public sealed record Tile(string Name, int Count, string Detail);

    /// <summary>A finding as a line.</summary>
    /// <param name="Who">Person or account.</param>
    /// <param name="Text">What people should look at.</param>
    public sealed record FindingLine(string Who, string Text);

    /// <summary>The plan.</summary>
    public ReadPlan Read { get; private set; } = null!;

    /// <summary>What came of an approval or a rejection just now.</summary>
    public Notice? Said { get; private set; }

    /// <summary>What it is about.</summary>
    public string Title => PlanAddress.Title(here, Read.State);

    /// <summary>True while somebody may agree to it.</summary>
    public bool IsWaiting => Read.State is { Status: PlanStatus.Made, Verdict: Core.Safeguards.Verdict.NeedsApproval } && !IsOld;

    /// <summary>True for whoever sits here and may agree to it.</summary>
    public bool MayApprove => IsWaiting && Read.Approvers.Contains(here.Me.Id);

    /// <summary>True for whoever sits here and may say no to it.</summary>
    public bool MayReject { get; private set; }

    /// <summary>The reason that somebody wrote just now and that did not do.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The verdict as a banner.</summary>
    public Notice Verdict =>
        Read.State.Verdict switch
        {
            _ when Read.State.Rejection is { } no => Notice.Refused(here.Ui["Portal.PlanRejected"], VisibleText.Of(no.Reason)),
            _ when Read.State.Status == PlanStatus.Applied => Applied,
            Core.Safeguards.Verdict.Refused => Notice.Refused(here.Ui["Portal.PlanRefused"], ""),
            _ when IsOld && Read.State.Status == PlanStatus.Made => Notice.Waits(here.Ui["Portal.PlanOld"], ""),
            Core.Safeguards.Verdict.NeedsApproval when Read.State.Status == PlanStatus.Made => Notice.Waits(
                here.Ui.Of("Portal.PlanWaits", Read.Reasons.Count),
                Read.OvertakenBy is { } later ? here.Ui.Of("Portal.PlanOvertaken", later.Brief) : ""
            ),
            _ => Notice.Done(here.Ui[$"Status.{PlanStatusCodes.Of(Read.State.Status)}"], ""),
        };

    /// <summary>What became of its actions: that one was dropped or failed is not "done".</summary>
    private Notice Applied
    {
        get
        {
            var (ui, outcomes) = (here.Ui, Read.State.Outcomes);
            var not = outcomes.Where(o => o.Key is not ("applied" or "already-true")).Sum(o => o.Value);
            var text = string.Join(ui["Cli.And"], outcomes.OrderBy(o => o.Key).Select(o => $"{ui[$"Outcome.{o.Key}"]} {o.Value}"));
            return not == 0
                ? Notice.Done(ui["Portal.PlanApplied"], "")
                : Notice.Waits(ui.Of("Portal.PlanAppliedInPart", not), ui.Of("Portal.PlanAppliedInPartNext", text));
        }
    }

    /// <summary>True where the own key is asked for once more before somebody agrees.</summary>
    public bool AsksKey { get; private set; }

    /// <summary>True where it would be asked for and the person has none: said before anything is pressed.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>Why it waits.</summary>
    public IEnumerable<string> Reasons => Read.Reasons.Select(here.Text.Of);

    /// <summary>Who made it, who supplied what, who may agree and until when.</summary>
    public IEnumerable<(string Name, string Value)> About
    {
        get
        {
            var (ui, state) = (here.Ui, Read.State);
            yield return (
                ui["Portal.MadeAt"],
                $"{here.Time(state.MadeAt)} {(state.Author is { } author ? NameOf(author) : ui["Portal.ByServer"])}"
            );
            if (state.Authors.Where(a => a != state.Author).Select(NameOf).ToArray() is { Length: > 0 } suppliers)
                yield return (ui["Portal.SuppliedBy"], string.Join(ui["Cli.And"], suppliers));
            if (IsWaiting)
            {
                var able = string.Join(ui["Cli.And"], Read.Approvers.Select(NameOf));
                yield return (ui["Portal.MayApprove"], able.Length > 0 ? able : ui["Portal.NobodyMayApprove"]);
                yield return (ui["Portal.ValidUntil"], here.Time(Read.ValidUntil(here.Workspace.PlanValidFor)));
            }
            if (state.Approval is { Approver: { } by } approval)
                yield return (ui["Portal.ApprovedAt"], $"{here.Time(approval.At)} {NameOf(by)}");
            if (state.Rejection is { } no)
                yield return (ui["Portal.RejectedAt"], $"{here.Time(no.At)} {NameOf(no.By)}");
            if (state.AppliedAt is { } applied)
                yield return (ui["Portal.AppliedAt"], here.Time(applied));
            yield return (ui["Portal.State"], ui[$"Status.{PlanStatusCodes.Of(state.Status)}"]);
        }
    }

    /// <summary>Figures.</summary>
    public IReadOnlyList<Tile> Tiles { get; private set; } = [];

    /// <summary>Tables of the page.</summary>
    public IReadOnlyList<(string Heading, string Hint, IReadOnlyList<PlanLine> Lines)> Sections { get; private set; } = [];

    /// <summary>Findings, the first of them.</summary>
    public IReadOnlyList<FindingLine> Findings { get; private set; } = [];

    /// <summary>Parts of it.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    private bool IsOld => PlanAge.TooOld(Read.State.Id, Read.State.MadeAt, here.Workspace.Now, here.Workspace.PlanValidFor) is not null;

    /// <summary>Shows it.</summary>
    /// <param name="id">The plan.</param>
    /// <param name="part">Which page of it, from 1.</param>
    public Task<IActionResult> OnGetAsync(string id, int part = 1) => ShowAsync(id, part);

    /// <summary>Agrees to it.</summary>
    /// <param name="id">The plan.</param>
    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!here.Me.MayApprove)
            return Forbid();
        if (PlanAddress.Read(id) is { } plan)
            Said =
                await KeyWords.UseAsync(here, HttpContext.RequestAborted)
                ?? await Work.Approvals.RunAsync(here, plan, HttpContext.RequestAborted);
        return await ShowAsync(id, 1);
    }

    /// <summary>Says no to it.</summary>
    /// <param name="id">The plan.</param>
    /// <param name="reason">Why.</param>
    public async Task<IActionResult> OnPostRejectAsync(string id, string? reason)
    {
        if (PlanAddress.Read(id) is { } plan)
            Said = await Rejections.RunAsync(here, plan, reason, HttpContext.RequestAborted);
        Reason = VisibleText.IsReason(reason) ? "" : VisibleText.Of(reason ?? "");
        return await ShowAsync(id, 1);
    }

    /// <summary>The name of an attribute that changes.</summary>
    /// <param name="change">The change.</param>
    public string NameOf(AttributeChange change) => here.Ui[$"Attribute.{AttributeCodes.Of(change.Name)}"];

    /// <summary>A value of an attribute as it is shown: an empty one has a word.</summary>
    /// <param name="value">The value.</param>
    public string Shown(string value) => string.IsNullOrEmpty(value) ? here.Ui["Portal.Empty"] : VisibleText.Of(value);

    private async Task<IActionResult> ShowAsync(string id, int part)
    {
        if (
            PlanAddress.Read(id) is not { } plan
            || await ReadPlan.RunAsync(here.Workspace, plan, HttpContext.RequestAborted) is not { } read
        )
            return NotFound();
        Read = read;
        if (MayApprove)
            (AsksKey, LacksKey) = await KeyWords.AsksAsync(here, HttpContext.RequestAborted);
        MayReject = await RejectPlan.MayAsync(here.Workspace, here.Me.Id, read, HttpContext.RequestAborted);
        Tiles = PlanTiles.Of(here, read);
        var lines = PlanLine.ByPerson(read.Plan, read.Unforetold);
        Parts = Parts.Of(lines.Count, PeopleOnPage, part) with { Name = "Portal.PagesOfPlan" };
        var shown = lines.Skip(Parts.Skip).Take(PeopleOnPage).Select(l => PlanLine.Of(here, l, read.People)).ToArray();
        var (alone, rest) = (shown.Where(l => !l.IsForetold).ToArray(), shown.Where(l => l.IsForetold).ToArray());
        var sections = new List<(string, string, IReadOnlyList<PlanLine>)>();
        var hint = here.Ui["Portal.UnforetoldHint"] + (read.NotCounted > 0 ? " " + here.Ui.Of("Plan.NotForetold", read.NotCounted) : "");
        if (alone.Length > 0)
            sections.Add((here.Ui.Of("Portal.Unforetold", lines.Count(l => !l.IsForetold)), hint, alone));
        if (rest.Length > 0)
            sections.Add((here.Ui.Of("Portal.Foretold", lines.Count(l => l.IsForetold)), "", rest));
        Sections = sections;
        Findings =
        [
            .. read
                .Plan.Findings.Take(MostFindings)
                .Select(f => new FindingLine(
                    f.Worker is { } worker ? $"{NameOf(worker)} {worker}" : f.Account?.ToString() ?? "",
                    here.Text.Of(f)
                )),
        ];
        return Page();
    }

    private string NameOf(EmployeeId id) => Read.People.Find(id)?.Name ?? id.Value;
}

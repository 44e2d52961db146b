using AccessGov.App.Planning;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Web.Pages.Keys;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>計画: what waits for somebody's approval, and what there was lately.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class PlansModel(PortalContext here) : PageModel
{
    private const int MostRecent = 30,
        MostAtOnce = 100;

    /// <summary>Names of the texts above the recent plans.</summary>
    public static readonly string[] RecentColumns =
    [
        "Portal.Plan",
        "Portal.MadeAt",
        "#Portal.Operations",
        "#Portal.Findings",
        "Portal.State",
    ];

    /// <summary>What was done just now.</summary>
    public IReadOnlyList<Notice> Said { get; private set; } = [];

    /// <summary>Plans that wait, oldest first.</summary>
    public IReadOnlyList<PlanState> Waiting { get; private set; } = [];

    /// <summary>The newest plans.</summary>
    public IReadOnlyList<PlanState> Recent { get; private set; } = [];

    /// <summary>True for whoever has a role to approve.</summary>
    public bool MayApprove => here.Me.MayApprove;

    /// <summary>True for whoever may agree to some of them now.</summary>
    public bool MayChoose => MayApprove && !LacksKey;

    /// <summary>True where the own key is asked for once more before somebody agrees.</summary>
    public bool AsksKey { get; private set; }

    /// <summary>True where it would be asked for and the person has none: said before anything is pressed.</summary>
    public bool LacksKey { get; private set; }

    /// <summary>Names of the texts above the plans that wait.</summary>
    public string[] WaitingColumns
    {
        get
        {
            string[] all = ["Portal.Choose", "Portal.Plan", "Portal.MadeAt", "#Portal.Operations", "Portal.WhyApproval"];
            return MayChoose ? all : all[1..];
        }
    }

    /// <summary>Lists them.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>Agrees to the chosen plans, one by one: each says what came of it.</summary>
    /// <param name="id">Ids of plans.</param>
    public async Task<IActionResult> OnPostAsync(string[] id)
    {
        if (!MayApprove)
            return Forbid();
        var said = new List<Notice>();
        if (id.Length > MostAtOnce)
            (said, id) = (
                [Notice.Refused(here.Ui["Portal.TooManyChosen"], here.Ui.Of("Portal.TooManyChosenNext", id.Length, MostAtOnce))],
                []
            );
        // One proof for what was chosen together.
        if (id.Length > 0 && await KeyWords.UseAsync(here, HttpContext.RequestAborted) is { } notProved)
            (said, id) = ([notProved], []);
        foreach (var text in id.Distinct(StringComparer.Ordinal))
            if (PlanAddress.Read(text) is { } plan)
                said.Add(await Approvals.RunAsync(here, plan, HttpContext.RequestAborted));
        if (said.Count == 0)
            said.Add(Notice.Waits(here.Ui["Portal.NothingChosen"], here.Ui["Portal.NothingChosenNext"]));
        Said = said;
        await LoadAsync();
        return Page();
    }

    /// <summary>What a plan is about.</summary>
    /// <param name="plan">The plan.</param>
    public string TitleOf(PlanState plan) => PlanAddress.Title(here, plan);

    /// <summary>Why it waits.</summary>
    /// <param name="plan">The plan.</param>
    public IEnumerable<string> ReasonsOf(PlanState plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return VerdictWords.Reasons(plan.Verdict).Select(here.Text.Of);
    }

    /// <summary>Where it stands.</summary>
    /// <param name="plan">The plan.</param>
    public string StandingOf(PlanState plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Actions == 0
            ? here.Ui["Portal.NothingToChange"]
            : $"{here.Ui[$"Verdict.{VerdictCodes.Of(plan.Verdict)}"]}・{here.Ui[$"Status.{PlanStatusCodes.Of(plan.Status)}"]}";
    }

    private async Task LoadAsync()
    {
        if (MayApprove)
            (AsksKey, LacksKey) = await KeyWords.AsksAsync(here, HttpContext.RequestAborted);
        Waiting = await PlanList.WaitingAsync(here.Workspace, HttpContext.RequestAborted);
        Recent = await PlanList.NewestAsync(here.Workspace, MostRecent, HttpContext.RequestAborted);
    }
}

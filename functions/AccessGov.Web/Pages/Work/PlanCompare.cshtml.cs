using AccessGov.App.Approving;
using AccessGov.App.Planning;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>Two plans beside each other: what only one does, and what both do. Without the other: the plans to choose from.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class PlanCompareModel(PortalContext here) : PageModel
{
    private const int MostRecent = 30,
        PeopleOnPage = 50;

    /// <summary>Names of the texts above the plans to choose from.</summary>
    public static readonly string[] ChoiceColumns = ["Portal.Plan", "Portal.MadeAt", "#Portal.Operations", "Portal.State"];

    /// <summary>Names of the texts above the differences.</summary>
    public static readonly string[] Columns = ["Portal.Person", "Portal.OnlyEarlier", "Portal.InBoth", "Portal.OnlyLater"];

    private PeopleOfPlan people = null!;

    /// <summary>The plan that somebody came from.</summary>
    public PlanState Plan { get; private set; } = null!;

    /// <summary>The plans in the order in which they were made; null while the other one is chosen.</summary>
    public (PlanState Earlier, PlanState Later)? Pair { get; private set; }

    /// <summary>Plans to choose from.</summary>
    public IReadOnlyList<PlanState> Choices { get; private set; } = [];

    /// <summary>What they would change.</summary>
    public PlanComparison Comparison { get; private set; } = new([]);

    /// <summary>The people on this page of it.</summary>
    public IReadOnlyList<PlanComparison.OfPerson> Shown { get; private set; } = [];

    /// <summary>Parts of it.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>Both plans with what they are called here.</summary>
    public IEnumerable<(string Name, PlanState Plan)> Named =>
        Pair is var (earlier, later) ? [(here.Ui["Portal.EarlierPlan"], earlier), (here.Ui["Portal.LaterPlan"], later)] : [];

    /// <summary>What they have in common and what not, in a sentence.</summary>
    public Notice Result
    {
        get
        {
            var ui = here.Ui;
            if (Comparison.People.Count == 0)
                return Notice.Done(ui["Portal.NeitherChanges"], "");
            var (first, both, second) = (
                Comparison.People.Sum(p => p.OnlyFirst.Count),
                Comparison.People.Sum(p => p.Both.Count),
                Comparison.People.Sum(p => p.OnlySecond.Count)
            );
            return Comparison.IsSame
                ? Notice.Done(ui["Portal.PlansSame"], ui.Of("Portal.PlansSameCount", both))
                : Notice.Waits(
                    ui.Of("Portal.PlansDiffer", Comparison.People.Count(p => p.Differs)),
                    ui.Of("Portal.PlansDifferCount", first, both, second)
                );
        }
    }

    /// <summary>Compares, or lists what may be compared with.</summary>
    /// <param name="id">One plan.</param>
    /// <param name="other">The other; null to choose one.</param>
    /// <param name="part">Which page of it, from 1.</param>
    public async Task<IActionResult> OnGetAsync(string id, string? other, int part = 1)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        if (await StateAsync(id, ct) is not { } plan)
            return NotFound();
        Plan = plan;
        if (other is null)
        {
            Choices = [.. (await PlanList.NewestAsync(workspace, MostRecent, ct)).Where(p => p.Id != plan.Id)];
            return Page();
        }
        if (await StateAsync(other, ct) is not { } second)
            return NotFound();
        var (earlier, later) = second.MadeAt < plan.MadeAt ? (second, plan) : (plan, second);
        Pair = (earlier, later);
        Comparison = await PlanComparison.OfAsync(workspace, earlier, later, ct);
        people = await PeopleOfPlan.OnAsync(workspace, later.On, ct);
        Parts = Parts.Of(Comparison.People.Count, PeopleOnPage, part) with { Name = "Portal.PagesOfComparison" };
        Shown = [.. Comparison.People.Skip(Parts.Skip).Take(PeopleOnPage)];
        return Page();
    }

    /// <summary>What a plan is about.</summary>
    /// <param name="plan">The plan.</param>
    public string TitleOf(PlanState plan) => PlanAddress.Title(here, plan);

    /// <summary>Where it stands.</summary>
    /// <param name="plan">The plan.</param>
    public string StatusOf(PlanState plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return here.Ui[$"Status.{PlanStatusCodes.Of(plan.Status)}"];
    }

    /// <summary>A person's name.</summary>
    /// <param name="id">職員番号.</param>
    public string NameOf(EmployeeId id) => people.Find(id)?.Name ?? here.Ui["Cli.Unknown"];

    /// <summary>Unit and post of a person.</summary>
    /// <param name="id">職員番号.</param>
    public string UnitOf(EmployeeId id) => people.Find(id)?.Place ?? "";

    /// <summary>What an action does, in words; an attribute by its name alone.</summary>
    /// <param name="change">The change.</param>
    public string What(PlanComparison.Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Value is { Name: var name })
            return here.Ui[$"Attribute.{AttributeCodes.Of(name)}"];
        return change.Action is PlannedAction.CreateAccount create
            ? $"{here.Text.Of(change.Action)} {VisibleText.Of(create.UserPrincipalName)}"
            : here.Text.Of(change.Action);
    }

    /// <summary>A value of an attribute as it is shown: an empty one has a word.</summary>
    /// <param name="value">The value.</param>
    public string Value(string value) => string.IsNullOrEmpty(value) ? here.Ui["Portal.Empty"] : VisibleText.Of(value);

    private async Task<PlanState?> StateAsync(string id, CancellationToken ct) =>
        PlanAddress.Read(id) is { } plan ? await PlanList.StateAsync(here.Workspace, plan, ct) : null;
}

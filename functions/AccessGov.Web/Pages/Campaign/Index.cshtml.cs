using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>鍵の登録率: by unit now, over time, and who would be stuck if the gate closed today.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class IndexModel(PortalContext here) : PageModel
{
    private const int UnitsOnPage = 40,
        NamesOfUnit = 5;

    /// <summary>Days that the curve and the file go back: a year, and the day a year ago.</summary>
    public const int DaysShown = 366;

    /// <summary>A unit.</summary>
    /// <param name="Code">所属コード; null for those whose unit is not known.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Needed">Who needs a key.</param>
    /// <param name="Enrolled">Who of them has one.</param>
    /// <param name="Names">The first of the others.</param>
    /// <param name="More">How many more there are.</param>
    public sealed record UnitLine(OrgCode? Code, string Name, int Needed, int Enrolled, string Names, int More)
    {
        /// <summary>Share in per cent.</summary>
        public int Percent => RatePlot.Percent((Needed, Enrolled));
    }

    /// <summary>A right of the My Number zone.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Counts">How many need it, are stuck, have no way out.</param>
    public sealed record RightRow(string Id, string Name, KeyCampaign.Right Counts);

    /// <summary>Everything that was looked at.</summary>
    public KeyCampaign Now { get; private set; } = null!;

    /// <summary>Who needs a key, and who of them has one.</summary>
    public (int Needed, int Enrolled) Total { get; private set; }

    /// <summary>How many have no way to a key yet.</summary>
    public int WithoutPath => Now.Stuck.Count(p => !p.HasPath);

    /// <summary>Of how many nobody can tell whether they have a key.</summary>
    public int Unknown => Now.Stuck.Count(p => p.IsUnknown);

    /// <summary>Units, the worst first.</summary>
    public IReadOnlyList<UnitLine> Units { get; private set; } = [];

    /// <summary>Parts of that table.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>Rights, the worst first.</summary>
    public IReadOnlyList<RightRow> Rights { get; private set; } = [];

    /// <summary>Over time.</summary>
    public RatePlot Plot { get; private set; } = null!;

    /// <summary>When the page was made.</summary>
    public string AsOf => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Looks.</summary>
    /// <param name="part">Which part of the units, from 1.</param>
    public async Task OnGetAsync(int part = 1)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        Now = await KeyCampaign.RunAsync(workspace, ct);
        Total = (Now.Today.Units.Sum(u => u.Needed), Now.Today.Units.Sum(u => u.Enrolled));
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var worst = Worst(Now.Today.Units);
        Parts = Parts.Of(worst.Length, UnitsOnPage, part);
        var stuck = Now.Stuck.ToLookup(p => p.Unit);
        Units = [.. worst.Skip(Parts.Skip).Take(UnitsOnPage).Select(u => LineOf(u, [.. stuck[u.Unit]], people))];
        var names = workspace.Policy.Entitlements.ToDictionary(e => e.Id, e => e.Name);
        Rights = [.. Now.Rights.Select(r => new RightRow(r.Id.Value, names[r.Id], r))];
        var kept = await EnrolmentRates.SinceAsync(workspace, Now.Today.On.AddDays(-DaysShown), ct);
        Plot = RatePlot.Of([.. kept.Where(d => d.On < Now.Today.On), Now.Today], here.Ui["Portal.Everybody"], NameOf);
    }

    /// <summary>The name of a unit.</summary>
    /// <param name="unit">The unit.</param>
    public string NameOf(OrgCode unit) => here.Workspace.Policy.OrgChart.Find(unit)?.Name ?? unit.Value;

    /// <summary>The lowest rate first; of two equal ones where more people are missing.</summary>
    internal static EnrolmentRates.Line[] Worst(IEnumerable<EnrolmentRates.Line> units) =>
        [
            .. units
                .OrderBy(u => (double)u.Enrolled / u.Needed)
                .ThenByDescending(u => u.Needed - u.Enrolled)
                .ThenBy(u => u.Unit?.Value, StringComparer.Ordinal),
        ];

    private UnitLine LineOf(EnrolmentRates.Line unit, MissingKeys.Person[] missing, PeopleOfPlan people) =>
        new(
            unit.Unit,
            unit.Unit is { } code ? NameOf(code) : here.Ui["Portal.UnitUnknown"],
            unit.Needed,
            unit.Enrolled,
            string.Join(
                here.Ui["List.Between"],
                missing.Take(NamesOfUnit).Select(p => VisibleText.Of(people.Find(p.Worker)?.Name ?? p.Worker.Value))
            ),
            Math.Max(0, missing.Length - NamesOfUnit)
        );
}

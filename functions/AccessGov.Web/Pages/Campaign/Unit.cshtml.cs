using AccessGov.App.Enrolment;
using AccessGov.Core.Policy;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>課の鍵と利用権限: for a head the own people; for whoever reads everything any unit.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Heads)]
public sealed class UnitModel(PortalContext here) : PageModel
{
    private const int PeopleOnPage = 50;

    /// <summary>Units to choose from: those that a head heads, or all.</summary>
    public IReadOnlyList<OrgUnit> Choices { get; private set; } = [];

    /// <summary>The one that was asked for; null for everybody of the head.</summary>
    public OrgUnit? Chosen { get; private set; }

    /// <summary>False before a unit was chosen by somebody who heads none.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>The names of the units shown.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>Who is shown on this part.</summary>
    public IReadOnlyList<PersonLine> People { get; private set; } = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many need a key and have none.</summary>
    public int Missing { get; private set; }

    /// <summary>Of how many nobody can tell.</summary>
    public int Unknown { get; private set; }

    /// <summary>From how many a right of the My Number zone is withheld.</summary>
    public int Stopped { get; private set; }

    /// <summary>Parts of the list.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>When the page was made.</summary>
    public string AsOf => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Shows it.</summary>
    /// <param name="unit">所属コード; empty for everybody of the head.</param>
    /// <param name="part">Which part, from 1.</param>
    public async Task<IActionResult> OnGetAsync(string? unit, int part = 1)
    {
        var (workspace, me, chart, ct) = (here.Workspace, here.Me, here.Workspace.Policy.OrgChart, HttpContext.RequestAborted);
        Choices = me.MayRead ? chart.Units : [.. me.Heads.Select(chart.Find).OfType<OrgUnit>()];
        if (!string.IsNullOrEmpty(unit))
        {
            Chosen = Choices.FirstOrDefault(u => u.Code.Value == unit);
            // The same answer for a unit of others and for one that there is not: nothing is learned from it.
            if (Chosen is null)
                return me.MayRead ? NotFound() : Forbid();
        }
        IsAsked = Chosen is not null || me.IsHead;
        if (!IsAsked)
            return Page();
        IEnumerable<UnitPeople.Person> people = Chosen is { } one
            ? await UnitPeople.OfUnitAsync(workspace, one.Code, ct) ?? []
            : await UnitPeople.OfHeadAsync(workspace, me.Id, ct);
        if (!me.MayRead)
            people = people.Where(p => p.Desire.Worker.Id != me.Id);
        Show(people, part);
        return Page();
    }

    private void Show(IEnumerable<UnitPeople.Person> people, int part)
    {
        var chart = here.Workspace.Policy.OrgChart;
        PersonLine[] lines =
        [
            .. people
                .Select(p => PersonLine.Of(here, p))
                .OrderBy(l => l.Key.Order)
                .ThenByDescending(l => l.Withheld.Count > 0)
                .ThenBy(l => l.Id),
        ];
        (Count, Missing, Unknown) = (lines.Length, lines.Count(l => l.Key.IsMissing), lines.Count(l => l.Key.IsUnknown));
        Stopped = lines.Count(l => l.Withheld.Count > 0);
        Heading = Chosen?.Name ?? string.Join(here.Ui["List.Between"], here.Me.Heads.Select(u => chart.Find(u)?.Name ?? u.Value));
        Parts = Parts.Of(lines.Length, PeopleOnPage, part, Chosen is { } c ? $"unit={Uri.EscapeDataString(c.Code.Value)}" : "");
        People = [.. lines.Skip(Parts.Skip).Take(PeopleOnPage)];
    }
}

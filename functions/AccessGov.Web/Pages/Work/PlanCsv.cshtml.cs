using AccessGov.App.Approving;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Work;

/// <summary>A plan as CSV, for whoever files it with a 決裁.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class PlanCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    /// <param name="id">The plan.</param>
    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (
            PlanAddress.Read(id) is not { } plan
            || await ReadPlan.RunAsync(here.Workspace, plan, HttpContext.RequestAborted) is not { } read
        )
            return NotFound();
        var csv = new CsvFile(here.Ui, "Cli.Worker", "Cli.Name", "Cli.Unit", "Cli.What", "Cli.Why", "Cli.Rule", "Portal.Foretold1");
        foreach (var line in PlanLine.ByPerson(read.Plan, read.Unforetold).Select(one => PlanLine.Of(here, one, read.People)))
            foreach (var change in line.Changes)
                csv.Add(
                    line.Worker.Value,
                    line.Name,
                    line.Unit,
                    change.Values.Count == 0 ? change.What : string.Join(here.Ui["List.Between"], change.Values.Select(here.Text.Of)),
                    change.Why,
                    change.Rule,
                    here.Ui[line.IsForetold ? "Portal.Yes" : "Portal.No"]
                );
        return csv.ToResult($"plan-{plan.Brief}.csv");
    }
}

using System.Text;
using AccessGov.App.Approving;
using AccessGov.Core.Kernel;
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
        var text = new StringBuilder();
        Row(text, "Cli.Worker", "Cli.Name", "Cli.Unit", "Cli.What", "Cli.Why", "Cli.Rule", "Portal.Foretold1");
        foreach (var line in PlanLine.Of(here, read.Plan, read.People, read.Unforetold))
            foreach (var change in line.Changes)
                Write(
                    text,
                    line.Worker.Value,
                    line.Name,
                    line.Unit,
                    change.Values.Count == 0 ? change.What : string.Join(here.Ui["List.Between"], change.Values.Select(here.Text.Of)),
                    change.Why,
                    change.Rule,
                    here.Ui[line.IsForetold ? "Portal.Yes" : "Portal.No"]
                );
        // Excel reads UTF-8 when a mark says so.
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text.ToString())).ToArray();
        return File(bytes, "text/csv; charset=utf-8", $"plan-{plan.Brief}.csv");
    }

    private void Row(StringBuilder text, params string[] keys) => Write(text, [.. keys.Select(k => here.Ui[k])]);

    private static void Write(StringBuilder text, params string[] cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    // A spreadsheet takes cells that begin so for formulas.
    private static string Cell(string value)
    {
        var seen = VisibleText.Of(value);
        var safe = seen.Length > 0 && "=+-@\t\r".Contains(seen[0], StringComparison.Ordinal) ? "'" + seen : seen;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>Who would be stuck, as CSV: everybody.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class StuckCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var ui = here.Ui;
        var (stuck, people, spare) = await StuckModel.LookAsync(here, HttpContext.RequestAborted);
        var file = new CsvFile(
            ui,
            "Cli.Worker",
            "Cli.Name",
            "Portal.UnitName",
            "Portal.Post",
            "Portal.Key",
            "Portal.HasPath",
            "Portal.PathToKey",
            "Portal.WouldStopRights"
        );
        foreach (var line in stuck.Select(p => StuckLine.Of(here, p, people, spare)))
            file.Add(
                line.Id.Value,
                line.Name,
                line.Unit,
                line.Post,
                line.Key.Text,
                ui[line.HasPath ? "Portal.Yes" : "Portal.No"],
                line.Path,
                line.Rights
            );
        return file.ToResult($"stuck-{here.Workspace.Today:yyyy-MM-dd}.csv");
    }
}

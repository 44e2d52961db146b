using AccessGov.App.Enrolment;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>異動者の鍵 as CSV.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class MovesCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    public async Task<IActionResult> OnGetAsync(string? from, string? to)
    {
        if (MoveWindow.Read(from, to, here.Workspace.Today) is not { } window)
            return NotFound();
        var ui = here.Ui;
        var file = new CsvFile(
            ui,
            "Portal.MoveDay",
            "Cli.Worker",
            "Cli.Name",
            "Portal.MoveBefore",
            "Portal.MoveAfter",
            "Portal.Key",
            "Portal.MoveGained",
            "Portal.MoveLost",
            "Portal.MoveWithheld",
            "Portal.MoveHint"
        );
        foreach (var move in await KeyMoves.RunAsync(here.Workspace, window.From, window.To, HttpContext.RequestAborted))
        {
            var line = MoveLine.Of(here, move);
            file.Add(
                line.On,
                line.Id.Value,
                line.Name,
                line.Before,
                line.After,
                line.Key.Text,
                line.Gained,
                line.Lost,
                string.Join(' ', line.Withheld.Select(w => $"{w.Rights}: {w.Why} {w.Fix}")),
                line.Hint
            );
        }
        return file.ToResult($"moves-{MoveWindow.Text(window.From)}-{MoveWindow.Text(window.To)}.csv");
    }
}

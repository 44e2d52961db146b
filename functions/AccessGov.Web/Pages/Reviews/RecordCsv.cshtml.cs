using System.Globalization;
using AccessGov.App.Reviews;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>利用者ID棚卸記録 as CSV, whole.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class RecordCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    /// <param name="round">The round's id.</param>
    public async Task<IActionResult> OnGetAsync(string round)
    {
        if (await RecordLine.OfAsync(here, round, HttpContext.RequestAborted) is not var (found, lines, lineAt))
            return NotFound();
        var file = new CsvFile(
            here.Ui,
            "Cli.Worker",
            "Cli.Name",
            "Cli.Unit",
            "Portal.Right",
            "Portal.ReviewWhy",
            "Portal.ReviewAnswer",
            "Portal.ReviewReviewer",
            "Portal.ReviewAt",
            "Portal.Reason",
            "Portal.ReviewReceiptHead",
            "Portal.ReviewEffect"
        );
        foreach (var line in Enumerable.Range(0, lines).Select(lineAt))
            file.Add(
                line.Worker.Value,
                line.Name,
                line.Unit,
                line.Right,
                line.Why,
                line.Decision,
                line.By,
                line.At,
                line.Reason,
                line.Receipt,
                line.Effect
            );
        // The whole of it: whoever holds the file against the record finds the same digests there.
        var figures = await ReviewRecord.FiguresAsync(here.Workspace, found, HttpContext.RequestAborted);
        file.Say("Portal.ReviewRecord", found.Id);
        file.Say("Review.ScopeHead", ScopeWords.Of(here, found));
        file.Say("Portal.ReviewPopulationDigest", found.Population);
        file.Say("Portal.ReviewSnapshotDigest", found.Snapshot);
        foreach (var (text, count) in RecordModel.FiguresOf(found.Items, figures))
            file.Say(text, count.ToString(CultureInfo.InvariantCulture));
        return file.ToResult($"review-{found.Id}.csv");
    }
}

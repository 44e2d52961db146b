using System.Globalization;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>遅れている課 as CSV, whole.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class ProgressCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    /// <param name="round">The round's id.</param>
    public async Task<IActionResult> OnGetAsync(string round)
    {
        if (await LateLine.OfAsync(here, round, HttpContext.RequestAborted) is not var (found, lines))
            return NotFound();
        var file = new CsvFile(
            here.Ui,
            "Portal.UnitName",
            "Portal.ReviewReviewer",
            "Portal.ReviewOpenItems",
            "Portal.ReviewOpenPeople",
            "Portal.ReviewDueHead",
            "Portal.ReviewDaysHead",
            "Portal.ReviewMailHead"
        );
        foreach (var line in lines)
            file.Add(
                line.Unit,
                line.Reviewer,
                line.Items.ToString(CultureInfo.InvariantCulture),
                line.People.ToString(CultureInfo.InvariantCulture),
                line.Due,
                line.Days,
                line.Mailed
            );
        return file.ToResult($"review-late-{found.Id}.csv");
    }
}

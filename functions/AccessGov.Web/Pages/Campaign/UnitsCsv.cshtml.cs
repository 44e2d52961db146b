using System.Globalization;
using AccessGov.App.Enrolment;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>登録率 by day and unit as CSV: every day that was kept of the last year, and today as it is now.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class UnitsCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var (ui, workspace, ct) = (here.Ui, here.Workspace, HttpContext.RequestAborted);
        var now = await EnrolmentRates.NowAsync(workspace, ct);
        var kept = await EnrolmentRates.SinceAsync(workspace, now.On.AddDays(-IndexModel.DaysShown), ct);
        var file = new CsvFile(
            ui,
            "Portal.Day",
            "Portal.UnitCode",
            "Portal.UnitName",
            "Portal.Needed",
            "Portal.Enrolled",
            "Portal.KeyNo",
            "Portal.Rate"
        );
        foreach (var day in kept.Where(d => d.On < now.On).Append(now).Reverse())
            foreach (var unit in IndexModel.Worst(day.Units))
                file.Add(
                    day.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    unit.Unit?.Value ?? "",
                    unit.Unit is { } code ? workspace.Policy.OrgChart.Find(code)?.Name ?? code.Value : ui["Portal.UnitUnknown"],
                    $"{unit.Needed}",
                    $"{unit.Enrolled}",
                    $"{unit.Needed - unit.Enrolled}",
                    $"{RatePlot.Percent((unit.Needed, unit.Enrolled))}"
                );
        return file.ToResult($"key-enrolment-{now.On:yyyy-MM-dd}.csv");
    }
}

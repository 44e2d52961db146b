using System.Globalization;
using AccessGov.Web.Pages.Keys;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Counter;

/// <summary>鍵台帳 as CSV: everything that was asked for, not only one page of it.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Operators)]
public sealed class LedgerCsvModel(PortalContext here) : PageModel
{
    /// <summary>Writes it.</summary>
    /// <param name="q">A part of a serial, a 職員番号 or a part of a name.</param>
    /// <param name="state">Where.</param>
    public async Task<IActionResult> OnGetAsync(string? q, string? state)
    {
        var ledger = await LedgerRows.ReadAsync(here, q?.Trim() ?? "", state ?? "", HttpContext.RequestAborted);
        var csv = new CsvFile(
            here.Ui,
            "Portal.KeySerial",
            "Portal.KeyModel",
            "Portal.State",
            "Portal.LedgerSince",
            "Portal.StaffNumber",
            "Portal.PersonName",
            "Cli.Unit",
            "Portal.LedgerEnrolledOn"
        );
        foreach (var key in ledger.Found)
        {
            var (number, name, unit) = ledger.HolderOf(key);
            csv.Add(
                key.Serial.Value,
                key.Model,
                here.Ui[$"Portal.Shelf.{Shelf.Of(key)}"],
                Day(key.Since),
                number,
                name,
                unit,
                key.Enrolled is { } enrolled ? Day(enrolled.On) : ""
            );
        }
        return csv.ToResult($"keys-{Day(here.Workspace.Today)}.csv");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages;

/// <summary>
/// ホーム: for whoever works with the product what waits today, for 監査人 what they ask first, for 所属長 their people, for everybody else
/// the own rights.
/// </summary>
/// <param name="here">What the page works with.</param>
public sealed class IndexModel(PortalContext here) : PageModel
{
    /// <summary>Sends on.</summary>
    public IActionResult OnGet() =>
        LocalRedirect(
            here.Me.OnlyReads ? "/portal/audit"
            : here.Me.MayRead ? "/portal/today"
            : here.Me.IsHead ? "/portal/unit"
            : "/portal/me"
        );
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages;

/// <summary>Ends the session of this browser; Entra's own goes on.</summary>
public sealed class SignOutModel : PageModel
{
    /// <summary>Ends it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect("/portal/signedout");
    }

    /// <summary>Asked for by address, nothing happens.</summary>
    public IActionResult OnGet() => LocalRedirect("/portal");
}

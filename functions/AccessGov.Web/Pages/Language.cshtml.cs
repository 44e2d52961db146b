using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages;

/// <summary>Chooses the language of pages for this browser.</summary>
public sealed class LanguageModel : PageModel
{
    /// <summary>Remembers it and goes back.</summary>
    /// <param name="to"><c>ja</c> or <c>en</c>.</param>
    /// <param name="back">The page that was left.</param>
    public IActionResult OnGet(string? to, string? back)
    {
        if (to is "ja" or "en")
            Response.Cookies.Append(
                PortalContext.LanguageCookie,
                to,
                new CookieOptions
                {
                    Path = "/",
                    Secure = true,
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                }
            );
        return LocalRedirect(SignInEndpoints.Here(back));
    }
}

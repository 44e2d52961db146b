using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Keys;

/// <summary>鍵でもう一度確認: what a form asks for before it is sent that matters. A page of its own it is not.</summary>
/// <param name="here">What the page works with.</param>
public sealed class ProofModel(PortalContext here) : PageModel
{
    private readonly KeyProof proofs = new(here);

    /// <summary>Nothing to see.</summary>
    public IActionResult OnGet() => LocalRedirect("/portal/keys");

    /// <summary>The ceremony begins.</summary>
    public async Task<IActionResult> OnPostBeginAsync()
    {
        var (ceremony, options, why) = await proofs.BeginAsync(HttpContext.RequestAborted);
        return why is null ? new JsonResult(new { ceremony, options }) : KeyWords.Not(KeyWords.NotProved(here, why));
    }

    /// <summary>The ceremony ends.</summary>
    /// <param name="ceremony">Its id.</param>
    /// <param name="answer">What the authenticator answered.</param>
    public async Task<IActionResult> OnPostEndAsync(string? ceremony, string? answer) =>
        await proofs.EndAsync(ceremony, answer, HttpContext.RequestAborted) is { } why
            ? KeyWords.Not(KeyWords.NotProved(here, why))
            : new JsonResult(new { });
}

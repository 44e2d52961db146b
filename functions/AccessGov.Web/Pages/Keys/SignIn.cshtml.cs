using System.Security.Cryptography;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Keys;

/// <summary>鍵でサインインする: where there is no Entra to ask, the enrolled key says who somebody is.</summary>
/// <param name="here">What the page works with.</param>
[OnlyWithKeys]
public sealed class SignInModel(PortalContext here) : PageModel
{
    private const string Browser = "__Host-accessgov-k";

    private readonly KeyProof proofs = new(here);

    /// <summary>Where to go on.</summary>
    public string To { get; private set; } = "/portal";

    /// <summary>Asks for the key.</summary>
    /// <param name="to">Where to go on.</param>
    public void OnGet(string? to) => To = SignInEndpoints.Here(to);

    /// <summary>Sent without a script: nothing can be asked of a key then.</summary>
    /// <param name="to">Where to go on.</param>
    public void OnPost(string? to) => To = SignInEndpoints.Here(to);

    /// <summary>The ceremony begins.</summary>
    public async Task<IActionResult> OnPostBeginAsync()
    {
        // What was begun in one browser is ended in no other.
        var browser = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Response.Cookies.Append(Browser, browser, new HostCookie(Browser).Build(HttpContext));
        var (ceremony, options) = await proofs.BeginSignInAsync(browser, HttpContext.RequestAborted);
        return new JsonResult(new { ceremony, options });
    }

    /// <summary>The ceremony ends: a new session for whoever is on duty.</summary>
    /// <param name="ceremony">Its id.</param>
    /// <param name="answer">What the authenticator answered.</param>
    /// <param name="to">Where to go on.</param>
    public async Task<IActionResult> OnPostEndAsync(string? ceremony, string? answer, string? to)
    {
        var (ct, title) = (HttpContext.RequestAborted, here.Ui["Portal.KeySignInNot"]);
        var browser = Request.Cookies[Browser] ?? "";
        Response.Cookies.Delete(Browser, new HostCookie(Browser).Build(HttpContext));
        var (worker, why) = await proofs.EndSignInAsync(browser, ceremony, answer, ct);
        if (worker is not { } id)
            return KeyWords.Not(Notice.Refused(title, KeyWords.SentenceOf(here, why!)));
        if (await SignedIn.FindAsync(here.Installation, id, ct) is null)
            return KeyWords.Not(Notice.Refused(title, here.Ui["Portal.Refused.not-on-duty"]));
        await SessionClaims.OpenAsync(HttpContext, id, here.Workspace.Clock.GetUtcNow());
        return new JsonResult(new { next = SignInEndpoints.Here(to) });
    }
}

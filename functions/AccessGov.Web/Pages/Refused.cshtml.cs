using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages;

/// <summary>Why somebody was not let in, and what helps.</summary>
public sealed class RefusedModel : PageModel
{
    /// <summary>Every reason that has a text.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "no-account",
        "other-tenant",
        "disabled",
        "guest",
        "no-number",
        "doubled-number",
        "not-on-duty",
        "cancelled",
        "directory",
        "failed",
        "role",
    ];

    /// <summary>True when somebody is signed in, and only this page is not theirs.</summary>
    public bool IsRole => Code == "role";

    /// <summary>Why.</summary>
    public string Code { get; private set; } = "role";

    /// <summary>Shows it.</summary>
    /// <param name="why">One of <see cref="Codes"/>; anything else is a page that asks for another role.</param>
    public void OnGet(string? why)
    {
        Code = why is not null && Codes.Contains(why) ? why : "role";
        Response.StatusCode = StatusCodes.Status403Forbidden;
    }
}

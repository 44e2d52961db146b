using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages;

/// <summary>There is no such page, or a form came from nowhere: what would otherwise be an empty window.</summary>
/// <remarks>A form that was refused for want of a token is shown why; nothing is done here.</remarks>
[IgnoreAntiforgeryToken]
public sealed class MissingModel : PageModel
{
    /// <summary>Name of its heading.</summary>
    public string Title { get; private set; } = "Portal.MissingTitle";

    /// <summary>Name of its text.</summary>
    public string Text { get; private set; } = "Portal.Missing";

    /// <summary>Asked for a page.</summary>
    /// <param name="code">The status that the answer has already; nothing when somebody asks for this very page.</param>
    public void OnGet(int? code) => Show(code);

    /// <summary>Sent a form.</summary>
    /// <param name="code">The status that the answer has already.</param>
    public void OnPost(int? code) => Show(code);

    private void Show(int? code)
    {
        if (code is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        else if (code == StatusCodes.Status400BadRequest)
            (Title, Text) = ("Portal.BadFormTitle", "Portal.BadForm");
        else if (code == StatusCodes.Status429TooManyRequests)
            (Title, Text) = ("Portal.TooManyTitle", "Portal.TooMany");
    }
}

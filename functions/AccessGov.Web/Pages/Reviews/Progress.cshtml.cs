using AccessGov.Core.Reviews;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>遅れている課: who has not answered in a round, how much, by when, and when they were written to.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class ProgressModel(PortalContext here) : PageModel
{
    private const int Most = 200;

    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>Those with most open items.</summary>
    public IReadOnlyList<LateLine> Lines { get; private set; } = [];

    /// <summary>How many there are besides.</summary>
    public int More { get; private set; }

    /// <summary>Shows it.</summary>
    /// <param name="round">The round's id.</param>
    public async Task<IActionResult> OnGetAsync(string round)
    {
        if (await LateLine.OfAsync(here, round, HttpContext.RequestAborted) is not var (found, lines))
            return NotFound();
        (Round, Lines, More) = (found, [.. lines.Take(Most)], Math.Max(0, lines.Count - Most));
        return Page();
    }
}

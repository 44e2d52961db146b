using AccessGov.App.Reviews;
using AccessGov.Core.Reviews;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>利用者ID棚卸記録: what was held, who decided what and why, and what became of it, in parts on screen and whole on paper.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class RecordModel(PortalContext here) : PageModel
{
    private const int LinesOnPage = 200;

    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>Lines of this part.</summary>
    public IReadOnlyList<RecordLine> Lines { get; private set; } = [];

    /// <summary>Figures: what, and how many.</summary>
    public IReadOnlyList<(string Text, int Count)> Figures { get; private set; } = [];

    /// <summary>Parts of the list.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>How many rights that it took a rule would still give.</summary>
    public int Conflicts { get; private set; }

    /// <summary>When the page was made.</summary>
    public string AsOf => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Shows it.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="part">Which part, from 1.</param>
    public async Task<IActionResult> OnGetAsync(string round, int part = 1)
    {
        var ct = HttpContext.RequestAborted;
        if (await RecordLine.OfAsync(here, round, ct) is not var (found, lines, lineAt))
            return NotFound();
        Round = found;
        Conflicts = (await RuleConflicts.OfAsync(here.Workspace, ct)).All.Count(c => c.Round == found.Id);
        var figures = await ReviewRecord.FiguresAsync(here.Workspace, found, ct);
        Figures = FiguresOf(lines, figures);
        Parts = Parts.Of(lines, LinesOnPage, part);
        Lines = [.. Enumerable.Range(Parts.Skip, Math.Min(LinesOnPage, lines - Parts.Skip)).Select(lineAt)];
        return Page();
    }

    /// <summary>Figures with the names of their texts, as the page and the CSV have them.</summary>
    /// <param name="held">What was held at the opening.</param>
    /// <param name="figures">The figures.</param>
    internal static IReadOnlyList<(string Text, int Count)> FiguresOf(int held, ReviewRecord.Figures figures) =>
        [
            ("Portal.ReviewHeld", held),
            ("Review.keep", figures.Keeps),
            ("Review.remove", figures.Removes),
            ("Portal.ReviewUnanswered", figures.Unanswered),
            ("Review.Silence", figures.Silent),
            ("Review.Proved", figures.Proved),
        ];
}

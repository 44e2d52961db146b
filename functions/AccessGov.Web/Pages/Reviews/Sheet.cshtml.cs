using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>A review on A4, for whoever answers with pen and seal: his own, or any for 情報システム課 to print.</summary>
/// <param name="here">What the page works with.</param>
public sealed class SheetModel(PortalContext here) : PageModel
{
    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>用紙番号.</summary>
    public SheetNumber Number { get; private set; } = null!;

    /// <summary>Who decides, as personnel knows the person.</summary>
    public (string Name, string Place) Reviewer { get; private set; }

    /// <summary>Whose rights stand on it.</summary>
    public IReadOnlyList<PaperPerson> People { get; private set; } = [];

    /// <summary>How many rights stand on it.</summary>
    public int Items { get; private set; }

    /// <summary>When it was made.</summary>
    public string AsOf => here.Time(here.Workspace.Clock.GetUtcNow());

    /// <summary>Makes it.</summary>
    /// <param name="round">The round's id.</param>
    /// <param name="reviewer">職員番号 of the reviewer; empty for the reader himself.</param>
    public async Task<IActionResult> OnGetAsync(string round, string? reviewer)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        var whose = EmployeeId.TryParse(reviewer, out var given) ? given : here.Me.Id;
        // To everybody else the sheets of others are not there.
        if (whose != here.Me.Id && !here.Me.IsOperator)
            return NotFound();
        if ((await ReviewBook.ReadAsync(workspace, ct)).Find(round) is not { } found)
            return NotFound();
        Round = found;
        var sheet = await PaperDesk.SheetOfAsync(workspace, found, whose, ct);
        (Number, Items) = (sheet.Number, sheet.Items.Count);
        var person = (await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct)).Find(whose);
        Reviewer = (VisibleText.Of(person?.Name ?? ""), person?.Place ?? "");
        if (Items <= PaperDecider.MostLines)
            People = await PaperPerson.OfAsync(here, found, sheet.Items, ct);
        return Page();
    }
}

using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>実態: how long reviewers looked, how much with one hand, who kept everything, and what was removed over the rounds.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class RealModel(PortalContext here) : PageModel
{
    private const int MostRounds = 12;
    private PeopleOfPlan people = null!;

    /// <summary>The round.</summary>
    public ReviewRound Round { get; private set; } = null!;

    /// <summary>What was looked at.</summary>
    public ReviewReality Reality { get; private set; } = null!;

    /// <summary>What the owners were asked about once more.</summary>
    public SecondLook SecondLook { get; private set; } = null!;

    /// <summary>Bars of times of answers.</summary>
    public BarPlot Times { get; private set; } = null!;

    /// <summary>Bars of shares that were removed, over the rounds of the same review, oldest first.</summary>
    public BarPlot Removed { get; private set; } = null!;

    /// <summary>Name and place of a reviewer.</summary>
    /// <param name="id">Who.</param>
    public string NameOf(EmployeeId id) => people.Find(id) is { } person ? $"{VisibleText.Of(person.Name)}（{person.Place}）" : id.Value;

    /// <summary>How many of a reviewer's answers the owners were asked about, and what came of it.</summary>
    /// <param name="id">Who.</param>
    public string SecondLookOf(EmployeeId id) =>
        SecondLook.DrawnOf(id) is > 0 and var drawn && SecondLook.LookedAt(id) is var (looked, removed)
            ? here.Ui.Of("Portal.ReviewSecondLookOf", drawn, looked, removed)
            : "—";

    /// <summary>Shows it.</summary>
    /// <param name="round">The round's id.</param>
    public async Task<IActionResult> OnGetAsync(string round)
    {
        var (workspace, ct, ui) = (here.Workspace, HttpContext.RequestAborted, here.Ui);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        if (book.Find(round) is not { } found)
            return NotFound();
        Round = found;
        people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        SecondLook = book.SecondLookOf(found.Id);
        Reality = ReviewReality.Of(SecondLook.Said);
        Times = BarPlot.Of(
            ui["Portal.ReviewTimes"],
            [
                .. ReviewReality.Limits.Select((limit, i) => (ui.Of("Portal.ReviewBelow", limit), Reality.Times[i], $"{Reality.Times[i]}")),
                (ui.Of("Portal.ReviewAbove", ReviewReality.Limits[^1]), Reality.Times[^1], $"{Reality.Times[^1]}"),
            ]
        );
        Removed = BarPlot.Of(
            ui["Portal.ReviewRemovedShare"],
            [
                .. book
                    .Rounds.Where(r => r.Rule.Id == found.Rule.Id && r.OpenedOn <= found.OpenedOn)
                    .Take(MostRounds)
                    .Reverse()
                    .Select(r => (r, Removes: book.RemovedIn(r.Id)))
                    .Select(r => ($"{r.r.OpenedOn:yyyy-MM-dd}", r.Removes, ui.Of("Portal.ReviewRemovedOf", r.r.Items, r.Removes))),
            ]
        );
        return Page();
    }
}

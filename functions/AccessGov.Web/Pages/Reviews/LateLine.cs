using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>Somebody who has not answered everything, in the words of the page.</summary>
/// <param name="Unit">Where the person serves; a dash when unknown.</param>
/// <param name="Reviewer">Name and post; or that nobody may decide.</param>
/// <param name="Items">How many items are open.</param>
/// <param name="People">Of how many people.</param>
/// <param name="Due">By when.</param>
/// <param name="IsLate">True after that day.</param>
/// <param name="Days">How many days are left, or late.</param>
/// <param name="Mailed">When the person was written to last.</param>
public sealed record LateLine(string Unit, string Reviewer, int Items, int People, string Due, bool IsLate, string Days, string Mailed)
{
    /// <summary>Everybody of a round, most first; null for no round.</summary>
    internal static async Task<(ReviewRound Round, IReadOnlyList<LateLine> Lines)?> OfAsync(
        PortalContext here,
        string round,
        CancellationToken ct
    )
    {
        var (workspace, ui) = (here.Workspace, here.Ui);
        if ((await ReviewBook.ReadAsync(workspace, ct)).Find(round) is not { } found)
            return null;
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        return (found, [.. (await LateReviewers.OfAsync(workspace, found, ct)).Select(LineOf)]);

        LateLine LineOf(LateReviewers.Line line)
        {
            var (person, isLate) = (line.Load.Reviewer is { } id ? people.Find(id) : null, line.DaysLeft < 0);
            return new LateLine(
                person is { Unit.Length: > 0 } placed ? VisibleText.Of(placed.Unit) : "—",
                person is not null ? $"{VisibleText.Of(person.Name)} {person.Post}".Trim()
                    : line.Load.Reviewer is { } unknown ? unknown.Value
                    : ui["Portal.ReviewNobody"],
                line.Load.Open,
                line.Load.People,
                $"{found.LastDay:yyyy-MM-dd}",
                isLate,
                ui.Of(isLate ? "Portal.ReviewDaysLate" : "Portal.ReviewDaysLeft", Math.Abs(line.DaysLeft)),
                line.MailedAt is { } at ? here.Time(at)
                    : line.Load.Reviewer is null ? "—"
                    : ui["Portal.ReviewMailNever"]
            );
        }
    }
}

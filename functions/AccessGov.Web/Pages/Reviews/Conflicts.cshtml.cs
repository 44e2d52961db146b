using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.Core.Kernel;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>規則との食い違い: what reviews took and rules would still give, with the three ways out of each.</summary>
/// <param name="here">What the page works with.</param>
[Authorize(PageRights.Readers)]
public sealed class ConflictsModel(PortalContext here) : PageModel
{
    private const int LinesOnPage = 100;

    /// <summary>One right of one person.</summary>
    /// <param name="Worker">職員番号.</param>
    /// <param name="Name">氏名.</param>
    /// <param name="Right">Name of the right.</param>
    /// <param name="Rule">The rule, with its article.</param>
    /// <param name="Ground">The duty that the rule matches.</param>
    /// <param name="Since">First day without it.</param>
    /// <param name="Round">The round that took it.</param>
    /// <param name="Receipt">受付番号.</param>
    /// <param name="AskPath">Where the right is asked for.</param>
    public sealed record Line(
        EmployeeId Worker,
        string Name,
        string Right,
        string Rule,
        string Ground,
        string Since,
        string Round,
        string Receipt,
        string AskPath
    );

    /// <summary>Lines of this part.</summary>
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Parts of the list.</summary>
    public Parts Parts { get; private set; } = Parts.One;

    /// <summary>Shows it.</summary>
    /// <param name="round">Of this round alone; of all where there is none.</param>
    /// <param name="part">Which part, from 1.</param>
    public async Task OnGetAsync(string? round, int part = 1)
    {
        var (workspace, ct) = (here.Workspace, HttpContext.RequestAborted);
        RuleConflicts.Line[] all =
        [
            .. (await RuleConflicts.OfAsync(workspace, ct)).All.Where(c => string.IsNullOrEmpty(round) || c.Round == round),
        ];
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var rights = workspace.Policy.Entitlements.ToDictionary(e => e.Id);
        Count = all.Length;
        Parts = Parts.Of(all.Length, LinesOnPage, part, string.IsNullOrEmpty(round) ? "" : $"round={Uri.EscapeDataString(round)}");
        Lines = [.. all.Skip(Parts.Skip).Take(LinesOnPage).Select(Of)];

        Line Of(RuleConflicts.Line conflict)
        {
            var (removal, rule, posting) = conflict;
            var right = rights[removal.Entitlement];
            return new Line(
                removal.Worker,
                people.Find(removal.Worker) is { } person ? VisibleText.Of(person.Name) : "",
                right.Name,
                $"{rule.Id} {rule.Article}",
                $"{here.Text.Org(posting.Org)} {posting.Post}".Trim(),
                $"{removal.From:yyyy-MM-dd}",
                conflict.Round,
                removal.Reference,
                RightLine.AskPathOf(here, right, removal.Worker)
            );
        }
    }
}

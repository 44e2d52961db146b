using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>A line of the record of a review, in words.</summary>
/// <param name="Worker">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Unit">所属.</param>
/// <param name="Right">Name of the right.</param>
/// <param name="Why">The rule, the request, or that nothing gives it.</param>
/// <param name="Choice">What was decided; null while nothing was.</param>
/// <param name="Decision">The same in words, with what became of it.</param>
/// <param name="By">Who decided, and who typed it from paper; or who is to.</param>
/// <param name="At">When; empty while nobody did.</param>
/// <param name="Reason">Why; empty for nothing.</param>
/// <param name="Receipt">受付番号; empty for none.</param>
/// <param name="Effect">What became of a removal; empty where the right stays.</param>
/// <param name="IsSilent">True where silence decided.</param>
/// <param name="IsProved">True where the directory was read back without it.</param>
public sealed record RecordLine(
    EmployeeId Worker,
    string Name,
    string Unit,
    string Right,
    string Why,
    ReviewChoice? Choice,
    string Decision,
    string By,
    string At,
    string Reason,
    string Receipt,
    string Effect,
    bool IsSilent,
    bool IsProved
)
{
    /// <summary>Every line of a round, in words where it is asked for.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="round">The round's id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null where there is no such round.</returns>
    internal static async Task<(ReviewRound Round, int Lines, Func<int, RecordLine> LineAt)?> OfAsync(
        PortalContext here,
        string round,
        CancellationToken ct
    )
    {
        var workspace = here.Workspace;
        if ((await ReviewBook.ReadAsync(workspace, ct)).Find(round) is not { } found)
            return null;
        var people = await PeopleOfPlan.OnAsync(workspace, workspace.Today, ct);
        var rights = workspace.Policy.Entitlements.ToDictionary(e => e.Id, e => e.Name);
        string NameOf(EmployeeId id) => people.Find(id) is { } person ? $"{VisibleText.Of(person.Name)} {id}" : id.Value;
        var words = new BesideText(here.Ui, here.Text, workspace.Policy);
        var lines = await ReviewRecord.OfAsync(workspace, found, ct);
        var untaken = (await UntakenRights.OpenAsync(workspace, await ReviewBook.ReadAsync(workspace, ct), ct))
            .Select(r => (r.Worker, r.Entitlement, r.Reference))
            .ToHashSet();
        var conflicts = (await RuleConflicts.OfAsync(workspace, ct))
            .All.Where(c => c.Round == found.Id)
            .ToDictionary(c => (c.Removal.Worker, c.Removal.Entitlement, c.Removal.Reference), c => c.Rule.Id);
        return (found, lines.Count, at => Of(lines[at]));

        string EffectOf(ReviewRecord.Line line)
        {
            var (id, ui) = (line.Item.Id, here.Ui);
            if (line.Effect is not { } day)
                return "";
            var what = (id.Worker, id.Right, line.Receipt!);
            var so =
                line.ProvedAt is { } proved ? $"{ui["Review.Proved"]} {here.Time(proved)}"
                : day >= workspace.Today ? ui.Of("Review.From", $"{day:yyyy-MM-dd}")
                : untaken.Contains(what) ? ui.Of("Review.NotTaken", $"{day:yyyy-MM-dd}", workspace.Today.DayNumber - day.DayNumber)
                : ui["Review.GivenAfresh"];
            return conflicts.TryGetValue(what, out var rule) ? $"{so} {ui.Of("Review.RuleConflict", rule)}" : so;
        }

        RecordLine Of(ReviewRecord.Line line)
        {
            var (id, ui, answer) = (line.Item.Id, here.Ui, line.Answer);
            return new RecordLine(
                id.Worker,
                people.Find(id.Worker) is { } person ? VisibleText.Of(person.Name) : "",
                line.Item.Unit is { } unit ? workspace.Policy.OrgChart.Find(unit)?.Name ?? unit.Value : "",
                rights.GetValueOrDefault(id.Right) ?? id.Right.Value,
                words.AtOpening(line.Item.Ground),
                answer?.Choice,
                line.IsTold ? ui.Of("Portal.ReviewTold", $"{found.LastDayShown:yyyy-MM-dd}")
                    : answer is null ? ui["Portal.ReviewUnanswered"]
                    : line.IsLeft ? ui["Review.GoneAndBack"]
                    : ui[$"Review.{ReviewChoiceCodes.Of(answer.Choice)}"],
                answer?.By is { } by ? NameOf(by) + OnPaper.InRecord(here, line.Paper, people)
                    : answer is not null && SecondLook.IsDraw(answer) ? ui["Review.Drawn"]
                    : answer is not null ? ui[answer.Choice == ReviewChoice.Gone ? "Portal.ReviewSeen" : "Review.Silence"]
                    : line.Reviewer is { } reviewer ? ui.Of("Cli.ReviewWaitsFor", NameOf(reviewer))
                    : ui["Portal.ReviewNobody"],
                answer is null ? "" : here.Time(answer.At),
                VisibleText.Of(answer?.Reason ?? ""),
                line.Receipt ?? "",
                EffectOf(line),
                answer is { By: null, Choice: ReviewChoice.Keep or ReviewChoice.Remove },
                line.ProvedAt is not null
            );
        }
    }
}

using System.Globalization;
using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>Somebody who moves, in the words of pages: before 発令 and after.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名; the number where personnel knows no name.</param>
/// <param name="On">発令日.</param>
/// <param name="Before">所属 and 職名 until then.</param>
/// <param name="After">所属 and 職名 from then on.</param>
/// <param name="Gained">Rights of the My Number zone that become due.</param>
/// <param name="Lost">Rights that are due no longer.</param>
/// <param name="Key">How the person stands with a key today.</param>
/// <param name="Withheld">What would be withheld on the day if nothing else happened; one line for each reason.</param>
/// <param name="Hint">What is not known yet; empty when the personnel record has the move.</param>
public sealed record MoveLine(
    EmployeeId Id,
    string Name,
    string On,
    string Before,
    string After,
    string Gained,
    string Lost,
    KeyMark Key,
    IReadOnlyList<PersonLine.Reason> Withheld,
    string Hint
)
{
    /// <summary>A move as a line.</summary>
    /// <param name="here">Texts and policy.</param>
    /// <param name="line">The move.</param>
    public static MoveLine Of(PortalContext here, KeyMoves.Line line)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(line);
        var (ui, policy, move) = (here.Ui, here.Workspace.Policy, line.Move);
        var names = policy.Entitlements.ToDictionary(e => e.Id, e => e.Name);
        return new MoveLine(
            move.Worker,
            VisibleText.Of((move.After ?? move.Before)?.Worker.DisplayName ?? move.Worker.Value),
            move.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Place(move.Before),
            move.After is not null ? Place(move.After)
                : move.Announced?.To is { } unit ? policy.OrgChart.Find(unit)?.Name ?? unit.Value
                : "—",
            Listed(move.Gained),
            Listed(move.Lost),
            KeyMark.Of(here, line.NeedsKey, line.HasKey),
            move.After is { } after ? PersonLine.ReasonsOf(here, new ExplainAccess.Explanation(after, policy, move.On)) : [],
            (move.Announced, move.Before) switch
            {
                (null, _) => "",
                (_, null) => ui["Portal.MoveUnknownPerson"],
                _ => ui["Portal.MoveAnnounced"],
            }
        );

        string Place(WorkerDesire? desire) =>
            desire is { ShouldBeEnabled: true, Attributes: { } a } ? $"{a.Department} {a.JobTitle}".Trim()
            : desire is null ? "—"
            : PortalContext.Capital(here.Text.Of(desire.Standing));

        string Listed(IEnumerable<EntitlementId> rights) => string.Join(ui["List.Between"], rights.Select(r => names[r]));
    }
}

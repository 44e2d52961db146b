using System.Text;
using AccessGov.App.Approving;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>A plan for a spreadsheet: a row for each action, in the plan's order, and no cell that would be taken for a formula.</summary>
internal static class PlanSheet
{
    private static readonly string[] Columns =
    [
        "Cli.Worker",
        "Cli.Name",
        "Cli.Unit",
        "Cli.What",
        "Cli.Entitlement",
        "Cli.Zone",
        "Paper.GroupId",
        "Cli.Why",
        "Sheet.Rule",
        "Sheet.Article",
        "Portal.Foretold1",
        "Sheet.Action",
        "Portal.PaperNumber",
    ];

    /// <summary>The rows as CSV with a head, lines ending as spreadsheets end them.</summary>
    /// <param name="session">Language, names of rights and units.</param>
    /// <param name="read">The plan.</param>
    public static string Csv(Session session, ReadPlan read)
    {
        var (ui, persons, csv) = (session.UiTexts, new PersonText(session.UiTexts, read.People), new StringBuilder());
        Row([.. Columns.Select(c => ui[c])]);
        foreach (var action in read.Plan.Actions)
        {
            var (worker, because) = (action.Target.Employee, action.Because);
            (EntitlementId Id, Zone Zone, Guid Group)? right = action switch
            {
                PlannedAction.AddMember add => (add.Entitlement, add.Zone, add.GroupId),
                PlannedAction.RemoveMember remove => (remove.Entitlement, remove.Zone, remove.GroupId),
                _ => null,
            };
            Row([
                worker.Value,
                persons.NameOf(worker),
                persons.UnitOf(worker),
                session.Text.Of(action),
                right is var (id, _, _) ? session.Text.Name(id) : "",
                right is var (_, zone, _) ? ui[$"Zone.{ZoneCodes.Of(zone)}"] : "",
                right is var (_, _, group) ? $"{group}" : "",
                session.Text.Of(because.Cause),
                because.Rule?.Value ?? "",
                $"{because.Article}",
                // Asked of what takes something only.
                Reduction.Of(action, read.Plan.Inputs.On)
                    is null
                    ? ""
                    : ui[read.Unforetold.Contains(action.Id) ? "Portal.No" : "Portal.Yes"],
                action.Id.Value,
                read.Plan.Id.Value,
            ]);
        }
        return csv.ToString();

        void Row(string[] cells) => csv.AppendJoin(',', cells.Select(c => SpreadsheetCell.Quoted(VisibleText.Of(c)))).Append("\r\n");
    }
}

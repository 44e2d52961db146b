using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using Spectre.Console;

namespace AccessGov.Functions.Cli;

/// <summary>A plan as tables.</summary>
internal static class PlanTable
{
    private const int RowsShown = 15;

    public static void Show(Session session, Plan plan, PlanState state, bool all)
    {
        var words = session.UiTexts;
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    plan.Id,
                    state.Status,
                    plan.Inputs,
                    verdict = VerdictWords.Code(state.Verdict),
                    reasons = VerdictWords.Reasons(state.Verdict),
                    plan.Actions,
                    plan.Findings,
                    state.Outcomes,
                }
            );
            return;
        }
        session.Say(
            plan.Inputs.Only is { } only
                ? words.Of("Cli.PlanWorker", plan.Id.Brief, plan.Inputs.On, only)
                : words.Of("Cli.Plan", plan.Id.Brief, plan.Inputs.On)
        );
        session.Say(plan.Actions.Count == 0 ? words["Cli.NothingToDo"] : words.Of("Cli.Actions", plan.Actions.Count, plan.Findings.Count));
        if (plan.Actions.Count > RowsShown)
            ShowCounts(session, plan);
        ShowActions(session, plan.Actions, all);
        ShowFindings(session, plan.Findings, all);
        session.Say($"{words.Of("Cli.Verdict", words[$"Verdict.{VerdictWords.Code(state.Verdict)}"])} / {words[$"Status.{state.Status}"]}");
        foreach (var reason in VerdictWords.Reasons(state.Verdict))
            session.Say("  - " + session.Text.Of(reason));
    }

    public static void ShowActions(Session session, IReadOnlyList<PlannedAction> actions, bool all)
    {
        if (actions.Count == 0)
            return;
        var words = session.UiTexts;
        var table = NewTable(words["Cli.Worker"], words["Cli.What"], words["Cli.Why"], words["Cli.Rule"]);
        foreach (var action in actions.Take(all ? int.MaxValue : RowsShown))
            table.AddRow(
                Cell(action.Target.Employee.Value),
                Cell(session.Text.Of(action)),
                Cell(session.Text.Of(action.Because.Cause)),
                Cell(PlanText.RuleOf(action.Because))
            );
        session.Console.Write(table);
        if (!all && actions.Count > RowsShown)
            session.Say(words.Of("Cli.MoreRows", actions.Count - RowsShown));
    }

    public static void ShowList(Session session, IReadOnlyList<PlanState> plans)
    {
        if (session.IsJson)
        {
            session.WriteJson(plans);
            return;
        }
        var table = NewTable("", "", "", "", "");
        table.HideHeaders();
        foreach (var plan in plans)
            table.AddRow(
                Cell(plan.Id.Brief),
                Cell($"{plan.On:yyyy-MM-dd}"),
                Cell($"{session.Workspace.Local(plan.MadeAt):yyyy-MM-dd HH:mm}"),
                Cell(session.UiTexts.Of("Cli.Actions", plan.Actions, plan.Findings)),
                Cell($"{session.UiTexts[$"Verdict.{VerdictWords.Code(plan.Verdict)}"]} / {session.UiTexts[$"Status.{plan.Status}"]}")
            );
        session.Console.Write(table);
    }

    private static void ShowCounts(Session session, Plan plan)
    {
        var table = NewTable(session.UiTexts["Cli.What"], session.UiTexts["Cli.Zone"], session.UiTexts["Cli.Count"]);
        foreach (
            var group in plan
                .Actions.GroupBy(a =>
                    (
                        Phase: ActionOrder.PhaseOf(a),
                        Kind: a.GetType().Name,
                        Zone: (a as PlannedAction.AddMember)?.Zone ?? (a as PlannedAction.RemoveMember)?.Zone
                    )
                )
                .OrderBy(g => g.Key.Phase)
                .ThenBy(g => g.Key.Kind, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Zone)
        )
            table.AddRow(
                Cell(session.UiTexts.Of($"Action.{group.Key.Kind}", "…")),
                Cell(group.Key.Zone is { } zone ? session.UiTexts[$"Zone.{zone}"] : ""),
                Cell($"{group.Count()}")
            );
        session.Console.Write(table);
    }

    private static void ShowFindings(Session session, IReadOnlyList<Finding> findings, bool all)
    {
        if (findings.Count == 0)
            return;
        var table = NewTable(session.UiTexts["Cli.Worker"], session.UiTexts["Cli.Finding"]);
        foreach (var finding in findings.Take(all ? int.MaxValue : RowsShown))
            table.AddRow(Cell(finding.Worker?.Value ?? finding.Account?.ToString() ?? ""), Cell(session.Text.Of(finding)));
        session.Console.Write(table);
        if (!all && findings.Count > RowsShown)
            session.Say(session.UiTexts.Of("Cli.MoreRows", findings.Count - RowsShown));
    }

    internal static Table NewTable(params string[] headers)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
            table.AddColumn(new TableColumn(Cell(header)));
        return table;
    }

    internal static Text Cell(string text) => new(text);
}

using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>A plan as tables.</summary>
internal static class PlanTable
{
    private const int RowsShown = 15;

    /// <summary>A plan with everything that an approver looks at.</summary>
    public static async Task ShowAsync(Session session, Plan plan, PlanState state, bool all, CancellationToken ct)
    {
        var words = session.UiTexts;
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    plan.Id,
                    state.Status,
                    state.Author,
                    state.Authors,
                    state.MadeAt,
                    state.Approval,
                    state.Rejection,
                    state.AppliedAt,
                    plan.Inputs,
                    verdict = VerdictCodes.Of(state.Verdict),
                    reasons = VerdictWords.Reasons(state.Verdict),
                    plan.Actions,
                    plan.Findings,
                    state.Outcomes,
                }
            );
            return;
        }
        var people = await PeopleOfPlan.OnAsync(session.Workspace, plan.Inputs.On, ct);
        var persons = new PersonText(words, people);
        session.Say(
            plan.Inputs.Only is { } only
                ? words.Of("Cli.PlanWorker", plan.Id.Brief, plan.Inputs.On, persons.Of(only))
                : words.Of("Cli.Plan", plan.Id.Brief, plan.Inputs.On)
        );
        SayHistory(session, state, persons);
        session.Say(plan.Actions.Count == 0 ? words["Cli.NothingToDo"] : words.Of("Cli.Actions", plan.Actions.Count, plan.Findings.Count));
        if (plan.Actions.Count > RowsShown)
            ShowCounts(session, plan);
        ShowActions(session, plan.Actions, persons, all);
        ShowFindings(session, plan.Findings, persons, all);
        if (plan.Actions.Count + plan.Findings.Count > 0 && !people.AreOf(plan))
            session.Say(words["Cli.OtherFacts"]);
        session.Say(words.Of("Cli.Verdict", Standing(session, state)));
        foreach (var reason in VerdictWords.Reasons(state.Verdict))
            session.Say("  - " + session.Text.Of(reason));
        if (state.Status == PlanStatus.Made && await ForetoldMoves.UnforetoldAsync(session.Workspace, plan, ct) is (_, > 0 and var own))
            session.Say("  " + words.Of("Plan.NotForetold", own));
    }

    /// <summary>Who made a plan, who approved it, and when that and its application were.</summary>
    public static void SayHistory(Session session, PlanState state, PersonText persons)
    {
        var words = session.UiTexts;
        session.Say(words.Of("Cli.MadeBy", session.Workspace.Local(state.MadeAt), persons.Of(state.Author)));
        if (state.Authors.Where(a => a != state.Author).ToArray() is { Length: > 0 } others)
            session.Say(words.Of("Cli.SuppliedBy", string.Join(words["Cli.And"], others.Select(a => persons.Of(a)))));
        if (state.Actions == 0)
            return;
        if (state.Rejection is { } no)
        {
            session.Say(words.Of("Cli.RejectedBy", session.Workspace.Local(no.At), persons.Of(no.By), VisibleText.Of(no.Reason)));
            return;
        }
        session.Say(
            state.Approval is { Approver: { } approver, At: var then }
                ? words.Of("Cli.ApprovedBy", session.Workspace.Local(then), persons.Of(approver))
                : words[state.Verdict is Verdict.Clear || state.Approval is not null ? "Cli.ApprovalNotNeeded" : "Cli.NotApproved"]
        );
        session.Say(
            state.Status != PlanStatus.Applied ? words["Cli.NotAllApplied"]
            : state.AppliedAt is { } at ? words.Of("Cli.AppliedAt", session.Workspace.Local(at))
            : words["Cli.AppliedUnknown"]
        );
    }

    /// <summary>Actions with the people they concern.</summary>
    public static void ShowActions(Session session, IReadOnlyList<PlannedAction> actions, PersonText persons, bool all)
    {
        if (actions.Count == 0)
            return;
        var words = session.UiTexts;
        var table = new TextTable(
            words["Cli.Worker"],
            words["Cli.Name"],
            words["Cli.Unit"],
            words["Cli.What"],
            words["Cli.Why"],
            words["Cli.Rule"]
        );
        foreach (var action in actions.Take(all ? int.MaxValue : RowsShown))
            table.Add(
                action.Target.Employee.Value,
                persons.NameOf(action.Target.Employee),
                persons.UnitOf(action.Target.Employee),
                session.Text.Of(action),
                session.Text.Of(action.Because.Cause),
                PlanText.RuleOf(action.Because)
            );
        table.Show(session);
        if (!all && actions.Count > RowsShown)
            session.Say(words.Of("Cli.MoreRows", actions.Count - RowsShown));
    }

    public static void ShowList(Session session, IReadOnlyList<PlanState> plans, bool withReasons = false)
    {
        if (session.IsJson)
        {
            session.WriteJson(plans);
            return;
        }
        var words = session.UiTexts;
        if (plans.Count == 0)
        {
            session.Say(words["Plans.None"]);
            return;
        }
        string[] heads = [words["Plans.Id"], words["Plans.On"], words["Plans.MadeAt"], words["Plans.What"], words["Plans.Standing"]];
        var table = new TextTable(withReasons ? [.. heads, words["Plans.Reasons"]] : heads);
        foreach (var plan in plans)
        {
            TextTable.Cell[] cells =
            [
                plan.Id.Brief,
                $"{plan.On:yyyy-MM-dd}",
                $"{session.Workspace.Local(plan.MadeAt):yyyy-MM-dd HH:mm}",
                words.Of("Cli.Actions", plan.Actions, plan.Findings),
                Standing(session, plan),
            ];
            table.Add(
                withReasons ? [.. cells, new TextTable.Cell([.. VerdictWords.Reasons(plan.Verdict).Select(session.Text.Of)])] : cells
            );
        }
        table.Show(session);
    }

    /// <summary>What the brake said, and how far it has come.</summary>
    public static string Standing(Session session, PlanState state) =>
        $"{session.UiTexts[$"Verdict.{VerdictCodes.Of(state.Verdict)}"]} / {session.UiTexts[$"Status.{PlanStatusCodes.Of(state.Status)}"]}";

    private static void ShowCounts(Session session, Plan plan)
    {
        var table = new TextTable(session.UiTexts["Cli.What"], session.UiTexts["Cli.Zone"], session.UiTexts["Cli.Count"]);
        foreach (
            var group in plan
                .Actions.GroupBy(a =>
                    (
                        Phase: ActionOrder.PhaseOf(a),
                        Kind: ActionCodes.Of(a),
                        Zone: (a as PlannedAction.AddMember)?.Zone ?? (a as PlannedAction.RemoveMember)?.Zone
                    )
                )
                .OrderBy(g => g.Key.Phase)
                .ThenBy(g => g.Key.Kind, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Zone)
        )
            table.Add(
                session.UiTexts.Of($"Action.{group.Key.Kind}", "…"),
                group.Key.Zone is { } zone ? session.UiTexts[$"Zone.{ZoneCodes.Of(zone)}"] : "",
                $"{group.Count()}"
            );
        table.Show(session);
    }

    /// <summary>Findings with the people they concern.</summary>
    public static void ShowFindings(Session session, IReadOnlyList<Finding> findings, PersonText persons, bool all)
    {
        if (findings.Count == 0)
            return;
        var words = session.UiTexts;
        var table = new TextTable(words["Cli.Worker"], words["Cli.Name"], words["Cli.Unit"], words["Cli.Finding"]);
        foreach (var finding in findings.Take(all ? int.MaxValue : RowsShown))
            table.Add(
                finding.Worker?.Value ?? finding.Account?.ToString() ?? "",
                finding.Worker is { } named ? persons.NameOf(named) : "",
                finding.Worker is { } placed ? persons.UnitOf(placed) : "",
                session.Text.Of(finding)
            );
        table.Show(session);
        if (!all && findings.Count > RowsShown)
            session.Say(session.UiTexts.Of("Cli.MoreRows", findings.Count - RowsShown));
    }
}

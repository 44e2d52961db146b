using AccessGov.App.Approving;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>How a plan differs from another one, for people and as JSON.</summary>
internal static class PlanDifferenceText
{
    /// <summary>Shows it.</summary>
    /// <param name="session">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="other">Against which.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task ShowAsync(Session session, PlanState plan, PlanState other, CancellationToken ct)
    {
        var kept = session.Workspace.Kept;
        var difference = PlanDifference.Of(await kept.PlanAsync(plan.Kept, ct), await kept.PlanAsync(other.Kept, ct), Why);
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    plan = plan.Id,
                    other = other.Id,
                    added = difference.Added,
                    dropped = difference.Dropped,
                    different = difference.Different,
                    same = difference.Same,
                }
            );
            return;
        }
        var ui = session.UiTexts;
        session.Say(ui.Of("Diff.Plan", plan.Id.Brief, plan.On, session.Workspace.Local(plan.MadeAt)));
        session.Say(ui.Of("Diff.Other", other.Id.Brief, other.On, session.Workspace.Local(other.MadeAt)));
        if (difference.IsNone)
        {
            session.Say(ui.Of("Diff.None", difference.Same));
            return;
        }
        var persons = new PersonText(ui, await PeopleOfPlan.OnAsync(session.Workspace, plan.On, ct));
        var table = new TextTable(ui["Diff.How"], ui["Cli.Worker"], ui["Cli.Name"], ui["Cli.Unit"], ui["Cli.What"], ui["Cli.Why"]);
        foreach (var action in difference.Added)
            Add("Diff.Added", action, What(action), Why(action));
        foreach (var action in difference.Dropped)
            Add("Diff.Dropped", action, What(action), Why(action));
        foreach (var (mine, theirs) in difference.Different)
            Add("Diff.Different", mine, Both(What(mine), What(theirs)), Both(Why(mine), Why(theirs)));
        table.Show(session);
        session.Say(ui.Of("Diff.Counts", difference.Added.Count, difference.Dropped.Count, difference.Different.Count, difference.Same));

        void Add(string how, PlannedAction action, TextTable.Cell what, TextTable.Cell why) =>
            table.Add(
                ui[how],
                action.Target.Employee.Value,
                persons.NameOf(action.Target.Employee),
                persons.UnitOf(action.Target.Employee),
                what,
                why
            );

        TextTable.Cell Both(string mine, string theirs) =>
            mine == theirs ? mine : new TextTable.Cell([ui.Of("Diff.Mine", mine), ui.Of("Diff.Theirs", theirs)]);

        string What(PlannedAction action) =>
            action is PlannedAction.CreateAccount create
                ? $"{session.Text.Of(action)} {create.UserPrincipalName}"
                : session.Text.Of(action);

        string Why(PlannedAction action) => $"{session.Text.Of(action.Because.Cause)} {PlanText.RuleOf(action.Because)}";
    }
}

using AccessGov.App.Planning;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Web.Pages.Work;

/// <summary>What a plan changes for one person.</summary>
/// <param name="Worker">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Unit">所属 and 職名.</param>
/// <param name="Changes">What changes, in the plan's order.</param>
/// <param name="IsForetold">True when 内示・発令 foretold everything that is taken.</param>
public sealed record PlanLine(EmployeeId Worker, string Name, string Unit, IReadOnlyList<PlanLine.Change> Changes, bool IsForetold)
{
    /// <summary>One change.</summary>
    /// <param name="What">A sentence.</param>
    /// <param name="Mark">How its tag looks: <c>stop</c>, <c>wait</c>, <c>ok</c> or nothing; the word says the same.</param>
    /// <param name="Sign">A sign before the word, for print in black and white.</param>
    /// <param name="Values">Attributes with the value now and the value to be.</param>
    /// <param name="Why">The fact that makes it right.</param>
    /// <param name="Rule">Rule and article.</param>
    public sealed record Change(string What, string Mark, string Sign, IReadOnlyList<AttributeChange> Values, string Why, string Rule);

    /// <summary>One person's actions.</summary>
    /// <param name="Worker">職員番号.</param>
    /// <param name="Actions">In the plan's order.</param>
    /// <param name="IsForetold">True when 内示・発令 foretold everything that is taken.</param>
    public sealed record OfPerson(EmployeeId Worker, IReadOnlyList<PlannedAction> Actions, bool IsForetold);

    /// <summary>
    /// The plan by person, whoever loses something that nobody foretold first; without words, which only a page's lines need.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="unforetold">Actions that take something and that nobody foretold.</param>
    public static IReadOnlyList<OfPerson> ByPerson(Plan plan, IReadOnlySet<ActionId> unforetold)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(unforetold);
        return
        [
            .. plan
                .Actions.GroupBy(a => a.Target.Employee)
                .Select(g => new OfPerson(g.Key, [.. g], !g.Any(a => unforetold.Contains(a.Id))))
                .OrderBy(l => l.IsForetold)
                .ThenBy(l => l.Worker),
        ];
    }

    /// <summary>In words.</summary>
    /// <param name="here">Texts.</param>
    /// <param name="one">One person's actions.</param>
    /// <param name="people">Names of the people.</param>
    public static PlanLine Of(PortalContext here, OfPerson one, PeopleOfPlan people)
    {
        ArgumentNullException.ThrowIfNull(here);
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(people);
        var person = people.Find(one.Worker);
        return new PlanLine(
            one.Worker,
            person?.Name ?? here.Ui["Cli.Unknown"],
            person?.Place ?? "",
            [.. one.Actions.Select(a => Line(here, a))],
            one.IsForetold
        );
    }

    private static Change Line(PortalContext here, PlannedAction action)
    {
        var (mark, sign) = action switch
        {
            PlannedAction.DisableAccount or PlannedAction.RevokeSessions or PlannedAction.DeleteAccount => ("stop", "■"),
            PlannedAction.RemoveMember => ("stop", "−"),
            PlannedAction.AddMember or PlannedAction.EnableAccount or PlannedAction.CreateAccount or PlannedAction.RestoreAccount => (
                "ok",
                "＋"
            ),
            _ => ("", "→"),
        };
        var changes = (action as PlannedAction.ChangeAttributes)?.Changes ?? [];
        var what = changes.Count > 0 ? here.Ui["Portal.ChangesAttributes"] : here.Text.Of(action);
        return new Change(what, mark, sign, changes, here.Text.Of(action.Because.Cause), App.Texts.PlanText.RuleOf(action.Because));
    }
}

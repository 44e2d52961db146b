using AccessGov.App.Approving;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>The figures of a plan on paper: how many come and go by group, and how that stands to the limits of the policy.</summary>
/// <param name="session">Language, policy.</param>
/// <param name="read">The plan.</param>
/// <param name="html">Where to.</param>
internal sealed class PlanPaperCounts(Session session, ReadPlan read, HtmlWriter html)
{
    /// <summary>Writes both tables.</summary>
    public void Write()
    {
        Groups();
        Limits();
    }

    private void Groups()
    {
        html.Add($"<h2>{session.UiTexts["Paper.Groups"]}</h2>");
        var groups = read
            .Plan.Actions.Select(a =>
                a switch
                {
                    PlannedAction.AddMember add => (add.Zone, add.Entitlement, add.GroupId, Given: 1, Taken: 0),
                    PlannedAction.RemoveMember remove => (remove.Zone, remove.Entitlement, remove.GroupId, Given: 0, Taken: 1),
                    _ => default,
                }
            )
            .Where(g => g.Given + g.Taken > 0)
            .GroupBy(g => (g.Zone, Name: session.Text.Name(g.Entitlement), g.GroupId))
            .OrderBy(g => g.Key.Zone)
            .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .ToArray();
        if (groups.Length == 0)
        {
            html.Add($"<p>{session.UiTexts["Paper.NoGroups"]}</p>");
            return;
        }
        Head("groups", "Cli.Zone", "Cli.Entitlement", "Paper.GroupId", "#Paper.Given", "#Paper.Taken");
        foreach (var group in groups)
        {
            var zone = session.UiTexts[$"Zone.{ZoneCodes.Of(group.Key.Zone)}"];
            html.Add($"<tr><td>{zone}</td><th scope=\"row\">{group.Key.Name}</th><td class=\"hash\">{group.Key.GroupId}</td>");
            html.Add($"<td class=\"number\">{group.Sum(g => g.Given)}</td><td class=\"number\">{group.Sum(g => g.Taken)}</td></tr>");
        }
        html.Add($"</tbody></table>");
    }

    private void Limits()
    {
        var (limits, of) = (session.Workspace.Policy.Limits, read.Plan.Population);
        html.Add($"<h2>{session.UiTexts["Paper.Limits"]}</h2>");
        Head("limits", "Paper.LimitOf", "#Paper.InPlan", "#Paper.ApprovalAbove", "#Paper.RefusedAbove");
        var taken = read.Plan.Actions.Where(a => read.Unforetold.Contains(a.Id)).ToArray();
        var made = read.Plan.Actions.Select(a => Opening.Of(a, read.Plan.Inputs.On)).OfType<Opening>().ToArray();
        Row(
            "Paper.LimitDisables",
            taken.Where(a => a is not PlannedAction.RemoveMember).Select(a => a.Target.Employee).Distinct().Count(),
            Cap(limits.Approval.Disables, of.EnabledAccounts),
            Cap(limits.Refusal.Disables, of.EnabledAccounts)
        );
        Row(
            "Paper.LimitRemovals",
            taken.Count(a => a is PlannedAction.RemoveMember),
            Cap(limits.Approval.Removals, of.Memberships),
            Cap(limits.Refusal.Removals, of.Memberships)
        );
        Row(
            "Paper.LimitCreations",
            made.Count(o => o.IsNew),
            Cap(limits.Approval.Creations, of.EnabledAccounts),
            Cap(limits.Refusal.Creations, of.EnabledAccounts)
        );
        Row(
            "Paper.LimitEnables",
            made.Count(o => !o.IsNew),
            Cap(limits.Approval.Enables, of.EnabledAccounts),
            Cap(limits.Refusal.Enables, of.EnabledAccounts)
        );
        Row("Paper.LimitSize", read.Plan.Actions.Count, limits.ApprovalFromActions - 1, null);
        html.Add($"</tbody></table><p>{session.UiTexts.Of("Paper.LimitsCount", limits.WindowDays)}</p>");
        if (read.Plan.Inputs.PolicyHash != session.Workspace.Policy.ContentHash)
            html.Add($"<p>{session.UiTexts["Paper.OtherPolicy"]}</p>");

        int? Cap(Cap? cap, int population) => cap?.AllowanceFor(population, limits.MinimumPopulation);
    }

    private void Row(string name, int number, int? approval, int? refusal)
    {
        html.Add($"<tr><th scope=\"row\">{session.UiTexts[name]}</th><td class=\"number\">{number}</td>");
        html.Add($"<td class=\"number\">{Shown(approval)}</td><td class=\"number\">{Shown(refusal)}</td></tr>");
    }

    private string Shown(int? limit) => limit is { } number ? $"{number}" : session.UiTexts["Paper.NoLimit"];

    /// <summary>The head of a table; <c>#</c> before a column of numbers.</summary>
    private void Head(string kind, params string[] columns)
    {
        html.Add($"<table class=\"{kind}\"><thead><tr>");
        foreach (var column in columns)
            if (column[0] == '#')
                html.Add($"<th scope=\"col\" class=\"number\">{session.UiTexts[column[1..]]}</th>");
            else
                html.Add($"<th scope=\"col\">{session.UiTexts[column]}</th>");
        html.Add($"</tr></thead><tbody>");
    }
}

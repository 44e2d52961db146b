using AccessGov.App.Approving;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>
/// A plan on paper, for a 決裁: one page of HTML that needs nothing else, on A4 and in black and white. All of the plan, whatever its size.
/// </summary>
/// <param name="session">Language, names of rights and units, the clock.</param>
/// <param name="read">The plan with what its approvers look at.</param>
internal sealed class PlanPaper(Session session, ReadPlan read)
{
    // From the one who decides to the one who drafts, as on every 起案用紙.
    private static readonly string[] Stamps = ["Paper.Officer", "Portal.StampJoins", "Paper.Head", "Paper.Subhead", "Portal.StampDrafts"];

    private readonly HtmlWriter html = new();
    private readonly PersonText persons = new(session.UiTexts, read.People);

    private UiTexts Ui => session.UiTexts;

    /// <summary>The page.</summary>
    public string Html()
    {
        var title = Ui.Of("Paper.Title", Brief);
        html.Add($"<!DOCTYPE html>");
        html.Add($"<html lang=\"{Ui.Language}\">");
        html.Add($"<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        html.Add($"<title>{title}</title>");
        html.Add($"<style>");
        html.AddOwn(PlanPaperStyle.Text);
        // A page that was lost is missed, and one of another plan is seen.
        html.Add($"@page {{ @bottom-right {{ font-size: 8pt; content: \"{Brief}   \" counter(page) \" / \" counter(pages); }} }}");
        html.Add($"</style></head><body><main>");
        Head(title);
        About();
        new PlanPaperCounts(session, read, html).Write();
        Actions();
        Findings();
        html.Add($"</main><footer><p>{Ui.Of("Paper.Check", Brief)}</p><p>{Printed}</p></footer></body></html>");
        return html.ToString();
    }

    private string Brief => read.Plan.Id.Brief;

    private string Printed => Ui.Of("Paper.Printed", session.Workspace.Local(session.Workspace.Now), persons.Of(session.Operator));

    private string City => session.Settings.Portal.CityName is { Length: > 0 } name ? name : session.Workspace.Tenant.Value;

    private void Head(string title)
    {
        html.Add($"<div class=\"top\"><table class=\"file\"><tbody>");
        foreach (var name in new[] { "Paper.DocumentNumber", "Paper.DraftedOn", "Paper.DecidedOn" })
            html.Add($"<tr><th scope=\"row\">{Ui[name]}</th><td></td></tr>");
        html.Add($"</tbody></table><table class=\"stamps\"><caption>{Ui["Portal.StampField"]}</caption><thead><tr>");
        foreach (var stamp in Stamps)
            html.Add($"<th scope=\"col\">{Ui[stamp]}</th>");
        html.Add($"</tr></thead><tbody><tr>");
        foreach (var _ in Stamps)
            html.Add($"<td></td>");
        html.Add($"</tr></tbody></table></div><h1>{title}</h1><p>{Ui["Paper.Asks"]}</p>");
    }

    private void About()
    {
        Heading("Paper.About");
        html.Add($"<table class=\"about\"><tbody>");
        foreach (var (name, value, isHash) in Lines())
        {
            html.Add($"<tr><th scope=\"row\">{Ui[name]}</th>");
            // One branch each: a class is no text.
            if (isHash)
                html.Add($"<td class=\"hash\">{value}</td></tr>");
            else
                html.Add($"<td>{value}</td></tr>");
        }
        html.Add($"</tbody></table>");
        if (read.Reasons.Count > 0)
        {
            html.Add($"<h3>{Ui["Paper.Reasons"]}</h3><ul>");
            foreach (var reason in read.Reasons)
                html.Add($"<li>{session.Text.Of(reason)}</li>");
            html.Add($"</ul>");
        }
        if (read.NotCounted > 0)
            html.Add($"<p>{Ui.Of("Plan.NotForetold", read.NotCounted)}</p>");
        if (!read.People.AreOf(read.Plan))
            html.Add($"<p>{Ui["Cli.OtherFacts"]}</p>");
        if (read.OvertakenBy is { } later)
            html.Add($"<p>{Ui.Of("Cli.PlanOvertaken", later.Brief)}</p>");
    }

    private IEnumerable<(string Name, string Value, bool IsHash)> Lines()
    {
        var (state, inputs) = (read.State, read.Plan.Inputs);
        yield return ("Portal.PaperCity", City, false);
        yield return ("Portal.PaperDay", $"{inputs.On:yyyy-MM-dd}", false);
        yield return ("Paper.Whom", inputs.Only is { } only ? persons.Of(only) : Ui["Paper.Everybody"], false);
        yield return ("Portal.PaperCounts", Ui.Of("Portal.PaperCountsOf", state.Actions, state.Findings), false);
        yield return ("Paper.Verdict", PlanTable.Standing(session, state), false);
        yield return ("Portal.MadeAt", At(state.MadeAt, state.Author), false);
        if (state.Authors.Where(a => a != state.Author).ToArray() is { Length: > 0 } others)
            yield return ("Portal.SuppliedBy", Names(others), false);
        if (state.IsUndecided)
        {
            yield return ("Portal.MayApprove", read.Approvers.Count > 0 ? Names(read.Approvers) : Ui["Portal.NobodyMayApprove"], false);
            yield return ("Portal.ValidUntil", Time(read.ValidUntil(session.Workspace.PlanValidFor)), false);
        }
        if (state.Approval is { Approver: { } by } approval)
            yield return ("Portal.ApprovedAt", At(approval.At, by), false);
        if (state.Rejection is { } no)
            yield return ("Portal.RejectedAt", $"{At(no.At, no.By)} {no.Reason}", false);
        if (state.AppliedAt is { } applied)
            yield return ("Portal.AppliedAt", Time(applied), false);
        yield return ("Paper.PlanHash", read.Plan.Id.Value, true);
        yield return ("Paper.PolicyHash", inputs.PolicyHash, true);
        yield return ("Paper.FactsHash", inputs.FactsDigest, true);
        yield return ("Paper.DirectoryHash", inputs.SnapshotDigest, true);
    }

    private void Actions()
    {
        Heading("Paper.Actions");
        if (read.Plan.Actions.Count == 0)
        {
            html.Add($"<p>{Ui["Cli.NothingToDo"]}</p>");
            return;
        }
        html.Add($"<p>{Ui["Paper.Signs"]}</p>");
        var people = read
            .Plan.Actions.GroupBy(a => a.Target.Employee)
            .Select(g => (Worker: g.Key, Actions: g.ToArray(), IsForetold: !g.Any(a => read.Unforetold.Contains(a.Id))))
            .OrderBy(p => p.Worker)
            .ToLookup(p => p.IsForetold);
        foreach (var (isForetold, key) in new[] { (false, "Portal.Unforetold"), (true, "Portal.Foretold") })
        {
            if (!people[isForetold].Any())
                continue;
            html.Add($"<h3>{Ui.Of(key, people[isForetold].Count())}</h3><table class=\"actions\"><thead><tr>");
            foreach (var name in new[] { "Portal.Person", "Cli.What", "Cli.Why", "Cli.Rule" })
                html.Add($"<th scope=\"col\">{Ui[name]}</th>");
            html.Add($"</tr></thead>");
            foreach (var (worker, actions, _) in people[isForetold])
                Person(worker, actions);
            html.Add($"</table>");
        }
    }

    private void Person(EmployeeId worker, PlannedAction[] actions)
    {
        html.Add($"<tbody><tr><th scope=\"rowgroup\" rowspan=\"{actions.Length}\">{persons.NameOf(worker)}");
        html.Add($"<br><small>{worker}<br>{persons.UnitOf(worker)}</small></th>");
        foreach (var (index, action) in actions.Index())
        {
            if (index > 0)
                html.Add($"<tr>");
            html.Add($"<td><span class=\"sign\" aria-hidden=\"true\">{SignOf(action)}</span> {session.Text.Of(action)}</td>");
            html.Add($"<td>{session.Text.Of(action.Because.Cause)}</td><td>{PlanText.RuleOf(action.Because)}</td></tr>");
        }
        html.Add($"</tbody>");
    }

    private void Findings()
    {
        Heading("Cli.Finding");
        if (read.Plan.Findings.Count == 0)
        {
            html.Add($"<p>{Ui["Paper.NoFindings"]}</p>");
            return;
        }
        html.Add($"<table class=\"findings\"><thead><tr><th scope=\"col\">{Ui["Portal.Person"]}</th>");
        html.Add($"<th scope=\"col\">{Ui["Cli.Finding"]}</th></tr></thead><tbody>");
        foreach (var finding in read.Plan.Findings)
        {
            var who = finding.Worker is { } worker ? persons.Of(worker) : $"{finding.Account}";
            html.Add($"<tr><td>{who}</td><td>{session.Text.Of(finding)}</td></tr>");
        }
        html.Add($"</tbody></table>");
    }

    private void Heading(string name) => html.Add($"<h2>{Ui[name]}</h2>");

    // Read in black and white, beside the words that say the same.
    private static string SignOf(PlannedAction action) =>
        action switch
        {
            PlannedAction.DisableAccount or PlannedAction.RevokeSessions or PlannedAction.DeleteAccount => "■",
            PlannedAction.RemoveMember => "－",
            PlannedAction.ChangeAttributes => "→",
            _ => "＋",
        };

    private string Names(IEnumerable<EmployeeId> people) => string.Join(Ui["Cli.And"], people.Select(p => persons.Of(p)));

    private string Time(DateTimeOffset at) => $"{session.Workspace.Local(at):yyyy-MM-dd HH:mm}";

    private string At(DateTimeOffset at, EmployeeId? who) => $"{Time(at)} {(who is null ? Ui["Portal.ByServer"] : persons.Of(who))}";
}

using AccessGov.App.Applying;
using AccessGov.App.Emergency;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.Core.Applying;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What <c>verify</c> says. That all is as it should be, it says only when nothing that was found speaks against it.</summary>
internal static class VerifyText
{
    public static async Task<int> SayAsync(
        Session session,
        DateOnly on,
        VerifyPlan.Result.Verified verified,
        bool all,
        CancellationToken ct
    )
    {
        var contradictions = Contradictions.Among(verified.Findings);
        var orders = (await IncidentLog.ListAsync(session.Workspace, ct)).Where(i => i.IsOpen && i.SpeaksAgainstOrder).ToArray();
        var emergencies = await WatchSealed.RunAsync(session.Workspace, session.Actor, ct);
        var isAsItShouldBe = verified.Remaining.Count == 0 && contradictions.Count == 0 && orders.Length == 0 && emergencies.Count == 0;
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    on,
                    remaining = verified.Remaining.Count,
                    findings = verified.Findings.Count,
                    contradictions,
                    orders = orders.Select(o => new { code = o.Code, subject = o.Subject }),
                    emergencies,
                }
            );
        else
        {
            var people = new PersonText(session.UiTexts, await PeopleOfPlan.OnAsync(session.Workspace, on, ct));
            if (isAsItShouldBe)
                session.Say(session.UiTexts.Of("Cli.Verified", on));
            if (verified.Remaining.Count > 0)
            {
                session.Say(session.UiTexts.Of("Cli.Remaining", verified.Remaining.Count));
                PlanTable.ShowActions(session, verified.Remaining, people, all);
            }
            if (contradictions.Count > 0)
            {
                session.Say(session.UiTexts.Of("Cli.Contradictions", contradictions.Count));
                PlanTable.ShowFindings(session, contradictions, people, all: true);
            }
            if (orders.Length > 0)
                session.Say(
                    session.UiTexts.Of(
                        "Cli.OpenOrders",
                        orders.Length,
                        string.Join(", ", orders.Select(o => $"{session.UiTexts[$"Incident.{o.Code}"]} ({o.Subject})"))
                    )
                );
            foreach (var (code, subject) in emergencies)
                session.Say(session.UiTexts.Of("Cli.EmergencyTrouble", session.UiTexts[$"Incident.{code}"], subject));
            if (verified.Findings.Count > contradictions.Count)
                session.Say(session.UiTexts.Of("Cli.VerifiedWithFindings", verified.Findings.Count - contradictions.Count));
        }
        return isAsItShouldBe ? ExitCodes.Done : ExitCodes.NotAsItShouldBe;
    }
}

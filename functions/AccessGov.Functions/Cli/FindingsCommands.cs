using System.CommandLine;
using AccessGov.App.Incidents;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov findings</c>: what no flow could settle, and another try for a message that failed too often.</summary>
internal static class FindingsCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var id = new Argument<string>("id") { Description = "A finding's id." };
        var retry = new Command("retry", "Put the finding's message back into its queue.") { id };
        retry.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var given = parsed.GetValue(id)!;
                    if (
                        !given.All(char.IsAsciiHexDigitLower)
                        || given.Length is 0 or > 64
                        || !await IncidentLog.RetryAsync(session.Workspace, session.Actor, given, ct)
                    )
                        return session.Complain(session.UiTexts.Of("Cli.NothingToRetry", given), ExitCodes.NotFound);
                    session.Say(session.UiTexts.Of("Cli.Retried", given));
                    return ExitCodes.Done;
                }
            )
        );
        var findings = new Command("findings", "What no flow could settle and people must look at.") { retry };
        findings.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, _, ct) =>
                {
                    var open = await IncidentLog.ListAsync(session.Workspace, ct);
                    if (session.IsJson)
                        session.WriteJson(open);
                    else if (open.Count == 0)
                        session.Say(session.UiTexts["Cli.NoFindings"]);
                    else
                        foreach (var finding in open.OrderBy(f => f.At))
                            session.Say(
                                $"{finding.Id}  {finding.At:yyyy-MM-dd HH:mm}Z  ×{finding.Times}  {finding.Code}  "
                                    + $"{finding.Subject}{(finding.IsRetried ? "  ↻" : "")}{Environment.NewLine}    {finding.What}"
                            );
                    return open.Any(f => !f.IsRetried) ? ExitCodes.NotAsItShouldBe : ExitCodes.Done;
                },
                seals: false
            )
        );
        return findings;
    }
}

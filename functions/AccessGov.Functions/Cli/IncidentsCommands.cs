using System.CommandLine;
using AccessGov.App.Incidents;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov incidents</c>: what no use case could settle, and another try for a message that failed too often.</summary>
internal static class IncidentsCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var id = new Argument<string>("id");
        var retry = new Command("retry") { id };
        retry.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var given = parsed.GetValue(id)!;
                    if (!IsId(given))
                        return session.Complain(session.UiTexts.Of("Cli.NoIncidentId", given), ExitCodes.Usage);
                    if (await OneAsync(session, given, i => !i.IsSettled, ct) is not { } one)
                        return session.Complain(session.UiTexts.Of("Cli.NoSuchIncident", given), ExitCodes.NotFound);
                    if (!await IncidentLog.RetryAsync(session.Workspace, session.Actor, one.Id, ct))
                        return session.Complain(session.UiTexts.Of("Cli.NothingToRetry", one.Id), ExitCodes.NotFound);
                    session.Say(session.UiTexts.Of("Cli.Retried", one.Id));
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        var reason = new Option<string>("--reason") { Required = true, HelpName = "REASON" };
        var close = new Command("close") { id, reason };
        close.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (given, why) = (parsed.GetValue(id)!, parsed.GetValue(reason));
                    if (!VisibleText.IsReason(why))
                        return session.Complain(session.UiTexts.Of("Cli.HoldReason", VisibleText.LongestReason), ExitCodes.Usage);
                    if (!IsId(given))
                        return session.Complain(session.UiTexts.Of("Cli.NoIncidentId", given), ExitCodes.Usage);
                    if (
                        await OneAsync(session, given, i => i.IsOpen, ct) is not { } one
                        || await IncidentLog.CloseAsync(session.Workspace, session.Operator!.Value, one.Id, why, ct) is not { } closed
                    )
                        return session.Complain(session.UiTexts.Of("Cli.NoSuchIncident", given), ExitCodes.NotFound);
                    if (closed.IsOpen)
                        return session.Complain(session.UiTexts["Cli.IncidentOwn"], ExitCodes.Refused);
                    session.Say(session.UiTexts.Of("Cli.IncidentClosed", closed.Id));
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        var take = new Command("take") { id };
        take.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var given = parsed.GetValue(id)!;
                    if (!IsId(given))
                        return session.Complain(session.UiTexts.Of("Cli.NoIncidentId", given), ExitCodes.Usage);
                    if (
                        await OneAsync(session, given, i => i.IsOpen, ct) is not { } one
                        || await IncidentLog.TakeAsync(session.Workspace, session.Operator!.Value, one.Id, ct) is null
                    )
                        return session.Complain(session.UiTexts.Of("Cli.NoSuchIncident", given), ExitCodes.NotFound);
                    session.Say(session.UiTexts.Of("Cli.IncidentTakenOver", one.Id));
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        var incidents = new Command("incidents") { take, retry, close };
        // Its name before incidents and a plan's findings were told apart.
        incidents.Aliases.Add("findings");
        var all = new Option<bool>("--all");
        incidents.Add(all);
        incidents.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var known = (await IncidentLog.ListAsync(session.Workspace, ct)).OrderBy(i => !i.IsOpen).ThenBy(i => i.At).ToArray();
                    if (session.IsJson)
                        session.WriteJson(known);
                    else
                        Show(session, known, parsed.GetValue(all));
                    return known.Any(f => f.IsOpen) ? ExitCodes.NotAsItShouldBe : ExitCodes.Done;
                },
                seals: false
            )
        );
        return incidents;
    }

    /// <summary>What waits for people, and on demand what is settled after it; at last what one can do about it.</summary>
    private static void Show(Session session, Incident[] known, bool all)
    {
        var (words, open) = (session.UiTexts, known.Count(i => i.IsOpen));
        if (known.Length == 0)
        {
            session.Say(words["Cli.NoIncidents"]);
            return;
        }
        session.Say(words.Of(all || open == known.Length ? "Cli.IncidentsHead" : "Cli.IncidentsOpen", open, known.Length - open));
        foreach (var line in known.Take(all ? known.Length : open).SelectMany(i => IncidentLines.Of(session, i)))
            session.Say(line);
        if (open > 0)
            session.Say(words["Cli.IncidentsVerbs"]);
        if (known.Any(i => i.IsOpen && i.Message is not null))
            session.Say(words["Cli.IncidentsRetry"]);
    }

    /// <summary>True for what may be the number of an incident, or its beginning.</summary>
    private static bool IsId(string given) => given.Length is > 0 and <= 64 && given.All(char.IsAsciiHexDigitLower);

    /// <summary>The one of those that matter whose id begins so; null for none or several.</summary>
    private static async Task<Incident?> OneAsync(Session session, string given, Func<Incident, bool> matters, CancellationToken ct) =>
        (await IncidentLog.ListAsync(session.Workspace, ct))
            .Where(i => matters(i) && i.Id.StartsWith(given, StringComparison.Ordinal))
            .Take(2)
            .ToArray()
            is [var one]
            ? one
            : null;
}

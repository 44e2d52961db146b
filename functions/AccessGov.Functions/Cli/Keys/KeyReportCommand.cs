using System.CommandLine;
using AccessGov.App.Enrolment;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary><c>accessgov keys entra</c>: what Entra knows of keys, read now instead of at night.</summary>
internal static class KeyReportCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var command = new Command("entra");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    if (session.Workspace.Registrations is null)
                        return session.Complain(session.UiTexts["Cli.EntraKeysOff"], ExitCodes.Refused);
                    if (await ReadRegistrations.RunAsync(session.Workspace, session.Actor, ct) is not { } done)
                        return session.Complain(session.UiTexts["Cli.EntraKeysUnread"], ExitCodes.TryAgain);
                    if (session.IsJson)
                        session.WriteJson(new { people = done.People, withKey = done.WithKey });
                    else
                        session.Say(session.UiTexts.Of("Cli.EntraKeys", done.People, done.WithKey));
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }
}

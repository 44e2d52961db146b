using System.CommandLine;
using AccessGov.App.Personnel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov clock</c>: whether today is before a day that is known to have come.</summary>
internal static class ClockCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var confirm = new Command("confirm");
        confirm.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    session.Say(
                        await ConfirmClock.RunAsync(session.Workspace, session.Actor, ct) is { } latest
                            ? session.UiTexts.Of("Cli.ClockConfirmed", session.Workspace.Today, latest)
                            : session.UiTexts.Of("Cli.ClockFine", session.Workspace.Today)
                    );
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        var command = new Command("clock") { confirm };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    if (await ConfirmClock.LatestAsync(session.Workspace, ct) is { } latest && latest > session.Workspace.Today)
                        return session.Complain(
                            session.UiTexts.Of("Cli.ClockBehind", session.Workspace.Today, latest),
                            ExitCodes.NotAsItShouldBe
                        );
                    session.Say(session.UiTexts.Of("Cli.ClockFine", session.Workspace.Today));
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }
}

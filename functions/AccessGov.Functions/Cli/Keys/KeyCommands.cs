using System.CommandLine;
using AccessGov.App.Enrolment;
using AccessGov.App.Planning;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary><c>accessgov keys</c>: the counter without a browser.</summary>
internal static class KeyCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var person = new Argument<string>("person") { Description = "職員番号 of who gets the key." };
        return new("keys", "The register of security keys (鍵台帳): stock, hand-out, tickets, loss, return.")
        {
            KeyQueryCommands.List(options, host),
            KeyStockCommand.Make(options, host),
            One(
                options,
                host,
                "hand-out",
                "Hand a key out to a person. A person may have several.",
                async (session, by, serial, parsed, ct) =>
                    EmployeeNumbers.TryRead(parsed.GetValue(person), session.Workspace.Numbers.Common, out var id, out _)
                        ? await KeyText.ShowAsync(session, await KeyDesk.HandOutAsync(session.Workspace, by, serial, id, ct), ct)
                        : session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", parsed.GetValue(person)!), ExitCodes.Usage),
                person
            ),
            One(
                options,
                host,
                "return",
                "Take a key back. What it was enrolled as has ended; it may be handed out again.",
                async (session, by, serial, _, ct) =>
                    await KeyText.ShowAsync(session, await KeyDesk.TakeBackAsync(session.Workspace, by, serial, ct), ct)
            ),
            One(options, host, "lost", "Report a key lost: it is shut at once.", serial => new KeyCommand.ReportLost(serial)),
            One(
                options,
                host,
                "found",
                "Say that a lost key turned up. It may be enrolled anew; what it was enrolled as stays ended.",
                serial => new KeyCommand.ReportFound(serial)
            ),
            One(
                options,
                host,
                "revoke",
                "End what a key was enrolled as: the first who says so asks, the second, who is somebody else, ends it.",
                serial => new KeyCommand.Revoke(serial, null)
            ),
            KeyTicketCommands.Make(options, host),
            KeyQueryCommands.Missing(options, host),
            KeyQueryCommands.Rates(options, host),
            KeyQueryCommands.LockedOutBy(options, host),
            KeyReportCommand.Make(options, host),
        };
    }

    /// <summary>What somebody does at the counter, whom the table of operators knows.</summary>
    internal static Func<ParseResult, CancellationToken, Task<int>> AtCounter(
        CliOptions options,
        CliHost host,
        Func<Session, Approver, ParseResult, CancellationToken, Task<int>> run
    ) =>
        SessionAction.Of(
            options,
            host,
            async (session, parsed, ct) =>
                await run(session, await WhoApproves.OfAsync(session.Workspace, session.Operator!.Value, ct), parsed, ct),
            asSomebody: true
        );

    private static Command One(CliOptions options, CliHost host, string name, string description, Func<KeySerial, KeyCommand> command) =>
        One(
            options,
            host,
            name,
            description,
            async (session, by, serial, _, ct) =>
                await KeyText.ShowAsync(session, await KeyDesk.RunAsync(session.Workspace, by, command(serial), ct), ct)
        );

    /// <summary>A command about one key.</summary>
    private static Command One(
        CliOptions options,
        CliHost host,
        string name,
        string description,
        Func<Session, Approver, KeySerial, ParseResult, CancellationToken, Task<int>> run,
        Argument? more = null
    )
    {
        var serial = new Argument<string>("serial") { Description = "製造番号, as it is printed on the key." };
        var command = new Command(name, description) { serial };
        if (more is not null)
            command.Add(more);
        command.SetAction(
            AtCounter(
                options,
                host,
                (session, by, parsed, ct) =>
                    KeySerial.TryRead(parsed.GetValue(serial), out var read)
                        ? run(session, by, read, parsed, ct)
                        : Task.FromResult(
                            session.Complain(session.UiTexts.Of("Cli.KeyNoSerial", parsed.GetValue(serial)!), ExitCodes.Usage)
                        )
            )
        );
        return command;
    }
}

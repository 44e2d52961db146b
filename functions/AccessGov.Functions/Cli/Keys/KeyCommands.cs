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
        var person = new Argument<string>("person");
        return new("keys")
        {
            KeyQueryCommands.List(options, host),
            KeyStockCommand.Make(options, host),
            One(
                options,
                host,
                "hand-out",
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
                async (session, by, serial, _, ct) =>
                    await KeyText.ShowAsync(session, await KeyDesk.TakeBackAsync(session.Workspace, by, serial, ct), ct)
            ),
            One(options, host, "lost", serial => new KeyCommand.ReportLost(serial)),
            One(options, host, "found", serial => new KeyCommand.ReportFound(serial)),
            One(options, host, "revoke", serial => new KeyCommand.Revoke(serial, null)),
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

    private static Command One(CliOptions options, CliHost host, string name, Func<KeySerial, KeyCommand> command) =>
        One(
            options,
            host,
            name,
            async (session, by, serial, _, ct) =>
                await KeyText.ShowAsync(session, await KeyDesk.RunAsync(session.Workspace, by, command(serial), ct), ct)
        );

    /// <summary>A command about one key.</summary>
    private static Command One(
        CliOptions options,
        CliHost host,
        string name,
        Func<Session, Approver, KeySerial, ParseResult, CancellationToken, Task<int>> run,
        Argument? more = null
    )
    {
        var serial = new Argument<string>("serial");
        var command = new Command(name) { serial };
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

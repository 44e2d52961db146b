using System.CommandLine;
using AccessGov.App.Enrolment;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary><c>keys ticket issue</c>, <c>keys ticket confirm</c>: 登録票 of two people.</summary>
internal static class KeyTicketCommands
{
    public static Command Make(CliOptions options, CliHost host) => new("ticket") { Issue(options, host), Confirm(options, host) };

    private static Command Issue(CliOptions options, CliHost host)
    {
        var person = new Argument<string>("person");
        var serial = new Argument<string>("serial");
        var proof = new Option<string>("--seen") { Required = true, HelpName = string.Join('|', IdentityProofCodes.All.Codes) };
        proof.AcceptOnlyFromAmong([.. IdentityProofCodes.All.Codes]);
        var command = new Command("issue") { person, serial, proof };
        command.SetAction(
            KeyCommands.AtCounter(
                options,
                host,
                async (session, by, parsed, ct) =>
                {
                    if (!EmployeeNumbers.TryRead(parsed.GetValue(person), session.Workspace.Numbers.Common, out var id, out _))
                        return session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", parsed.GetValue(person)!), ExitCodes.Usage);
                    if (!KeySerial.TryRead(parsed.GetValue(serial), out var key))
                        return session.Complain(session.UiTexts.Of("Cli.KeyNoSerial", parsed.GetValue(serial)!), ExitCodes.Usage);
                    var seen = IdentityProofCodes.All.ByCode[parsed.GetValue(proof)!];
                    return await KeyText.ShowAsync(session, await KeyDesk.IssueAsync(session.Workspace, by, id, key, seen, ct), ct);
                }
            )
        );
        return command;
    }

    private static Command Confirm(CliOptions options, CliHost host)
    {
        var ticket = new Argument<string>("ticket");
        var command = new Command("confirm") { ticket };
        command.SetAction(
            KeyCommands.AtCounter(
                options,
                host,
                async (session, by, parsed, ct) =>
                    TicketId.TryRead(parsed.GetValue(ticket), out var id)
                        ? await KeyText.ShowAsync(
                            session,
                            await KeyDesk.RunAsync(session.Workspace, by, new KeyCommand.ConfirmTicket(id), ct),
                            ct
                        )
                        : session.Complain(session.UiTexts.Of("Cli.KeyNoTicket", parsed.GetValue(ticket)!), ExitCodes.Usage)
            )
        );
        return command;
    }
}

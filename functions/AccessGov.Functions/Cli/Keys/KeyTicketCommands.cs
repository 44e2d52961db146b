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
    public static Command Make(CliOptions options, CliHost host) =>
        new("ticket", "登録票: two people at the counter say that a person may enrol a key.")
        {
            Issue(options, host),
            Confirm(options, host),
        };

    private static Command Issue(CliOptions options, CliHost host)
    {
        var person = new Argument<string>("person") { Description = "職員番号 of who stands before you." };
        var serial = new Argument<string>("serial") { Description = "製造番号 of the key in the person's hands." };
        var proof = new Option<string>("--seen")
        {
            Description = "What showed who the person is.",
            Required = true,
            HelpName = string.Join('|', IdentityProofCodes.All.Codes),
        };
        proof.AcceptOnlyFromAmong([.. IdentityProofCodes.All.Codes]);
        var command = new Command("issue", "Issue a ticket after you have checked who the person is. Somebody else confirms it.")
        {
            person,
            serial,
            proof,
        };
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
        var ticket = new Argument<string>("ticket") { Description = "The ticket's number." };
        var command = new Command("confirm", "Confirm a ticket that somebody else issued: neither of you is its holder.") { ticket };
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

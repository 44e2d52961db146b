using System.CommandLine;
using AccessGov.App.Requests;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Mails;

/// <summary><c>request remind</c>: writes to whoever has rights that end, as the timer does, or says who would be written to.</summary>
internal static class RequestRemindCommand
{
    public static Command Make(CliOptions options, CliHost host) =>
        new MailCommand<EndingMails.Line>(
            "remind",
            (session, ct) => EndingMails.LookAsync(session.Workspace, session.Installation.Mail, ct),
            line => line.Why,
            (session, line) =>
                session.UiTexts.Of(
                    "Cli.EndingMailLine",
                    session.Text.OrgWithCode(line.Unit),
                    line.Worker,
                    line.Rights,
                    line.LastDay,
                    MailWords.Why(session, line.Why),
                    MailWords.Last(session, line.MailedAt, line.Times)
                ),
            "Cli.EndingMailDue",
            (session, ct) => SendEndingMails.RunAsync(session.Workspace, session.Actor, session.Installation.Mail, ct)
        ).Make(options, host);
}

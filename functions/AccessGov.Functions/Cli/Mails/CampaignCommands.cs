using System.CommandLine;
using AccessGov.App.Enrolment;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Mails;

/// <summary>
/// <c>campaign mail</c>: writes to whoever must enrol a key and has not, as the timer does, or says who would be written to.
/// </summary>
internal static class CampaignCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("campaign")
        {
            new MailCommand<ReminderLine>(
                "mail",
                (session, ct) => Reminders.LookAsync(session.Workspace, ct),
                line => line.Why,
                (session, line) =>
                    session.UiTexts.Of(
                        "Cli.MailLine",
                        session.Text.OrgWithCode(line.Unit),
                        line.Worker,
                        MailWords.Why(session, line.Why),
                        MailWords.Last(session, line.MailedAt, line.Times)
                    ),
                "Cli.MailDue",
                (session, ct) => SendReminders.RunAsync(session.Workspace, session.Actor, session.Installation.Mail, ct)
            ).Make(options, host),
        };
}

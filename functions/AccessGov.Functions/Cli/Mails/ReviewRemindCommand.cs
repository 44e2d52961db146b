using System.CommandLine;
using AccessGov.App.Reviews;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Mails;

/// <summary><c>review remind</c>: writes to reviewers with open items, as the timer does, or says who would be written to.</summary>
internal static class ReviewRemindCommand
{
    public static Command Make(CliOptions options, CliHost host) =>
        new MailCommand<ReviewMails.Line>(
            "remind",
            (session, ct) => ReviewMails.LookAsync(session.Workspace, session.Installation.Mail, ct),
            line => line.Why,
            (session, line) =>
                session.UiTexts.Of(
                    "Cli.ReviewMailLine",
                    line.Round,
                    session.Text.OrgWithCode(line.Unit),
                    line.Worker,
                    line.Items,
                    line.People,
                    line.LastDay,
                    MailWords.Why(session, line.Why),
                    MailWords.Last(session, line.MailedAt, line.Times)
                ),
            "Cli.ReviewMailDue",
            (session, ct) => SendReviewMails.RunAsync(session.Workspace, session.Actor, session.Installation.Mail, ct)
        ).Make(options, host);
}

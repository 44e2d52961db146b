using System.CommandLine;
using AccessGov.App.Mailing;
using AccessGov.Core.Campaign;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Mails;

/// <summary>A command that writes to people as a timer does, or with <c>--dry-run</c> says who would be written to.</summary>
/// <param name="Name">The command.</param>
/// <param name="Look">Everybody who might be written to.</param>
/// <param name="WhyOf">Why somebody is not; null where a mail is due.</param>
/// <param name="LineOf">One of them in a line.</param>
/// <param name="Counted">Name of the text that says how many.</param>
/// <param name="Send">Sends what is due.</param>
internal sealed record MailCommand<T>(
    string Name,
    Func<Session, CancellationToken, Task<IReadOnlyList<T>>> Look,
    Func<T, NoMail?> WhyOf,
    Func<Session, T, string> LineOf,
    string Counted,
    Func<Session, CancellationToken, Task<MailRun>> Send
)
{
    public Command Make(CliOptions options, CliHost host)
    {
        var dryRun = new Option<bool>("--dry-run");
        var command = new Command(Name) { dryRun };
        var look = SessionAction.Of(options, host, (session, _, ct) => LookAsync(session, ct), seals: false);
        var send = SessionAction.Of(options, host, (session, _, ct) => SendAsync(session, ct), asSomebody: true);
        command.SetAction((parsed, ct) => parsed.GetValue(dryRun) ? look(parsed, ct) : send(parsed, ct));
        return command;
    }

    private async Task<int> LookAsync(Session session, CancellationToken ct)
    {
        var outbox = session.Installation.Mail;
        var people = await Look(session, ct);
        var due = people.Count(p => WhyOf(p) is null);
        var why = SendMails.WhyNotNow(session.Workspace, outbox) ?? SendMails.TooMany(due, outbox!);
        var look = MailLook<T>.Of(people, WhyOf, why);
        if (session.IsJson)
        {
            session.WriteJson(look);
            return ExitCodes.Done;
        }
        foreach (var person in people)
            session.Say(LineOf(session, person));
        session.Say(session.UiTexts.Of(Counted, due, people.Count));
        foreach (var (code, count) in look.NotDue)
            session.Say(session.UiTexts.Of("Cli.MailNotDue", session.UiTexts[$"NoMail.{code}"], count));
        if (why is not null)
            session.Say(session.UiTexts.Of("Cli.MailNotNow", session.Text.Of(why)));
        return ExitCodes.Done;
    }

    private async Task<int> SendAsync(Session session, CancellationToken ct)
    {
        var run = await Send(session, ct);
        if (session.IsJson)
            session.WriteJson(run);
        else if (run.Why is null || run.Sent + run.Refused > 0)
            session.Say(session.UiTexts.Of("Cli.MailSent", run.Sent, run.Refused, run.Left));
        return run.Why is not { } why
            ? ExitCodes.Done
            : session.Complain(
                session.UiTexts.Of("Cli.MailNotNow", session.Text.Of(why)),
                why.Code switch
                {
                    "mail-busy" => ExitCodes.TryAgain,
                    "mail-stopped" => ExitCodes.NotAsItShouldBe,
                    _ => ExitCodes.Refused,
                }
            );
    }
}

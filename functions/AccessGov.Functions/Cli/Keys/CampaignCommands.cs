using System.CommandLine;
using AccessGov.App.Enrolment.Reminding;
using AccessGov.Core.Campaign;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary>
/// <c>campaign mail</c>: writes to whoever must enrol a key and has not, as the timer does, or says who would be written to.
/// </summary>
internal static class CampaignCommands
{
    /// <summary>What <c>--dry-run --json</c> answers.</summary>
    /// <param name="WhyNotNow">Code of what keeps everything from being sent now; null for nothing.</param>
    /// <param name="Due">How many mails are due.</param>
    /// <param name="NotDue">How many people get none, by the code of the reason.</param>
    /// <param name="People">Everybody who needs a key and has none.</param>
    private sealed record Look(
        string? WhyNotNow,
        int Due,
        IReadOnlyDictionary<string, int> NotDue,
        IReadOnlyCollection<ReminderLine> People
    );

    public static Command Make(CliOptions options, CliHost host) =>
        new("campaign", "The campaign for keys: mail to whoever must enrol one and has not.") { Mail(options, host) };

    private static Command Mail(CliOptions options, CliHost host)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Send nothing: who would get a mail, who not and why, and how many." };
        var command = new Command("mail", "Write to whoever must enrol a key and has not, at most weekly. 'serve' does it by itself.")
        {
            dryRun,
        };
        var look = SessionAction.Of(options, host, LookAsync, seals: false);
        var send = SessionAction.Of(options, host, SendAsync, asSomebody: true);
        command.SetAction((parsed, ct) => parsed.GetValue(dryRun) ? look(parsed, ct) : send(parsed, ct));
        return command;
    }

    private static async Task<int> LookAsync(Session session, ParseResult parsed, CancellationToken ct)
    {
        var mail = session.Installation.Mail;
        var people = await Reminders.LookAsync(session.Workspace, ct);
        var due = people.Count(p => p.Why is null);
        var why = SendReminders.WhyNotNow(session.Workspace, mail) ?? SendReminders.TooMany(due, mail!);
        var notDue = people
            .Where(p => p.Why is not null)
            .GroupBy(p => NoMailCodes.Of(p.Why!.Value))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count());
        if (session.IsJson)
        {
            session.WriteJson(new Look(why?.Code, due, notDue, people));
            return ExitCodes.Done;
        }
        foreach (var person in people)
            session.Say(LineOf(session, person));
        session.Say(session.UiTexts.Of("Cli.MailDue", due, people.Count));
        foreach (var (code, count) in notDue)
            session.Say(session.UiTexts.Of("Cli.MailNotDue", session.UiTexts[$"NoMail.{code}"], count));
        if (why is not null)
            session.Say(session.UiTexts.Of("Cli.MailNotNow", session.Text.Of(why)));
        return ExitCodes.Done;
    }

    private static string LineOf(Session session, ReminderLine person) =>
        session.UiTexts.Of(
            "Cli.MailLine",
            person.Unit?.Value ?? "-",
            person.Worker,
            person.Why is { } why ? session.UiTexts[$"NoMail.{NoMailCodes.Of(why)}"] : session.UiTexts["Cli.MailGets"],
            person.MailedAt is { } at ? session.UiTexts.Of("Cli.MailLast", session.Workspace.Local(at), person.Times) : ""
        );

    private static async Task<int> SendAsync(Session session, ParseResult parsed, CancellationToken ct)
    {
        var run = await SendReminders.RunAsync(session.Workspace, session.Actor, session.Installation.Mail, ct);
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

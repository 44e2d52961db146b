using AccessGov.App.Failures;
using AccessGov.App.Mailing;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>Writes to whoever must enrol a key and has not: at most weekly, and not once more after it is done.</summary>
public static class SendReminders
{
    /// <summary>Sends what is due.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="outbox">What to do it with; null: mail is switched off.</param>
    /// <param name="ct">Cancels the operation between two mails.</param>
    /// <exception cref="OutsideFailureException">Directory or mail server did not answer for the moment; run it again.</exception>
    public static Task<MailRun> RunAsync(Workspace workspace, Actor actor, Outbox? outbox, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return SendMails.RunAsync(workspace, actor, outbox, MailMatter.Keys, mail => DueAsync(workspace, mail, ct), ct);
    }

    private static async Task<IReadOnlyList<DueMail>> DueAsync(Workspace workspace, Outbox outbox, CancellationToken ct)
    {
        (DesiredState? By, IReadOnlySet<EmployeeId> Who) missing = (null, new HashSet<EmployeeId>());
        return
        [
            .. (await Reminders.LookAsync(workspace, ct))
                .Where(l => l.Why is null)
                .Select(line => new DueMail(line.Worker, "", line.Address!, now => LetterAsync(line, now))),
        ];

        async Task<Letter?> LetterAsync(ReminderLine line, CancellationToken now)
        {
            missing = await StillMissingAsync(workspace, missing, now);
            return missing.Who.Contains(line.Worker)
                ? outbox.Words.OfReminder(new Reminder(line.Name, line.HasKeyInHand, workspace.Today))
                : null;
        }
    }

    /// <summary>Whoever enrols a key while the run goes on is done with.</summary>
    private static async Task<(DesiredState? By, IReadOnlySet<EmployeeId> Who)> StillMissingAsync(
        Workspace workspace,
        (DesiredState? By, IReadOnlySet<EmployeeId> Who) known,
        CancellationToken ct
    )
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return ReferenceEquals(desired, known.By)
            ? known
            : (desired, (await MissingKeys.StuckAsync(workspace, null, ct)).Select(p => p.Worker).ToHashSet());
    }
}

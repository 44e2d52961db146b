using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Reminding;

/// <summary>
/// Writes to whoever must enrol a key and has not: within office hours, at most weekly, and not once more after it is done. A mail is
/// handed over, then noted: killed in between, one person gets one mail twice, and nobody is passed over.
/// </summary>
public static class SendReminders
{
    private const string LeaseRow = "reminders";

    /// <summary>So many refusals one after the other are no matter of addresses.</summary>
    private const int RefusalsInARow = 5;

    /// <summary>Half of what a function may take (host.json): whoever is left is written to by the next run.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <summary>Sends what is due.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="mail">What to do it with; null: mail is switched off.</param>
    /// <param name="ct">Cancels the operation between two mails.</param>
    /// <exception cref="OutsideFailureException">Directory or mail server did not answer for the moment; run it again.</exception>
    public static async Task<ReminderRun> RunAsync(Workspace workspace, Actor actor, ReminderMail? mail, CancellationToken ct)
    {
        if (WhyNotNow(workspace, mail) is { } why)
            return new ReminderRun(0, 0, 0, why);
        await using var lease = await Lease.TryTakeAsync(workspace, LeaseRow, ct);
        if (lease is null)
            return new ReminderRun(0, 0, 0, new Refusal("mail-busy", "", 1, 0));
        var due = (await Reminders.LookAsync(workspace, ct)).Where(l => l.Why is null).ToArray();
        if (TooMany(due.Length, mail!) is { } flood)
        {
            await TellAsync(
                workspace,
                actor,
                flood.Code,
                $"{due.Length} mails were due and {mail!.MostPerRun} is the limit (mail:mostPerRun): none was sent. Look who they are "
                    + "('accessgov campaign mail --dry-run'): if it is right that so many have no key, raise the limit; else find "
                    + "out which delivery took their keys away.",
                ct
            );
            return new ReminderRun(0, 0, 0, flood);
        }
        return await SendAsync(workspace, actor, mail!, due, ct);
    }

    /// <summary>Why nothing is sent at this moment; null when something may be.</summary>
    /// <param name="workspace">The tenant's policy and clock.</param>
    /// <param name="mail">What to do it with; null: mail is switched off.</param>
    public static Refusal? WhyNotNow(Workspace workspace, ReminderMail? mail)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var local = workspace.Local(workspace.Clock.GetUtcNow());
        return mail is null ? new Refusal("mail-off", "", 0, 1)
            : !workspace.IsLive ? new Refusal("observing", "", 0, 0)
            : !mail.Hours.AreNow(local) ? new Refusal("mail-closed", $"{local:yyyy-MM-dd HH:mm}", 0, 0)
            : null;
    }

    /// <summary>Why so many mails are none; null when they are few enough.</summary>
    /// <param name="due">How many are due.</param>
    /// <param name="mail">The limit.</param>
    public static Refusal? TooMany(int due, ReminderMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return due > mail.MostPerRun ? new Refusal("mail-flood", "", due, mail.MostPerRun) : null;
    }

    private static async Task<ReminderRun> SendAsync(
        Workspace workspace,
        Actor actor,
        ReminderMail mail,
        ReminderLine[] due,
        CancellationToken ct
    )
    {
        var (sent, refused, inARow) = (0, 0, 0);
        (DesiredState? By, IReadOnlySet<EmployeeId> Who) missing = (null, new HashSet<EmployeeId>());
        var until = workspace.Now + LongestRun;
        foreach (var (index, line) in due.Index())
        {
            if (workspace.Now >= until)
                return new ReminderRun(sent, refused, due.Length - index, null);
            ct.ThrowIfCancellationRequested();
            missing = await StillMissingAsync(workspace, missing, ct);
            if (!missing.Who.Contains(line.Worker))
                continue;
            try
            {
                var letter = mail.Write(new Reminder(line.Name, line.HasKeyInHand, workspace.Today));
                // Not to be broken off: whether it was taken would be unknown.
                var answer = await mail.Mailer.SendAsync(line.Address!, letter, CancellationToken.None);
                var history = await ReminderRows.NoteAsync(workspace, actor, line.Worker, answer, CancellationToken.None);
                if (answer is null)
                    (sent, inARow) = (sent + 1, 0);
                else
                {
                    (refused, inARow) = (refused + 1, inARow + 1);
                    if (history.Refusals >= MailHistory.ManyRefusals)
                        await TellRefusedAsync(workspace, actor, line.Worker, answer.Code, history.Refusals, ct);
                    if (inARow >= RefusalsInARow)
                        return await StopAsync(answer.Code, "One address after the other is refused.");
                }
            }
            catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Permanent)
            {
                return await StopAsync(e.Kind.Code, e.Message);
            }
        }
        return new ReminderRun(sent, refused, 0, null);

        async Task<ReminderRun> StopAsync(string code, string what)
        {
            var left = due.Length - sent - refused;
            await TellAsync(workspace, actor, "mail-stopped", $"{code}: {what} {left} people were not written to; the next run tries.", ct);
            return new ReminderRun(sent, refused, left, new Refusal("mail-stopped", code, left, due.Length));
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

    private static Task TellRefusedAsync(
        Workspace workspace,
        Actor actor,
        EmployeeId person,
        string code,
        int times,
        CancellationToken ct
    ) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                "mail-refused",
                person.Value,
                $"The mail address of {person} was refused {times} times ({code}). Correct the account's sign-in name or its mailbox; the "
                    + "address is tried once a week meanwhile."
            ),
            ct
        );

    /// <summary>Once a day: runs come every hour, and the trouble is the same.</summary>
    private static async Task TellAsync(Workspace workspace, Actor actor, string code, string what, CancellationToken ct)
    {
        var incident = new Incident(code, $"{workspace.Today:yyyy-MM-dd}", what);
        if ((await IncidentLog.ListAsync(workspace, ct)).All(i => (i.Code, i.Subject) != (incident.Code, incident.Subject)))
            await IncidentLog.AddAsync(workspace, actor, incident, ct);
    }
}

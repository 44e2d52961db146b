using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Mailing;

/// <summary>
/// Sends what is due of one matter: within office hours, never more than the limit, and not to whom it is due no more. A mail is handed
/// over, then noted: killed in between, one person gets one mail twice, and nobody is passed over.
/// </summary>
public static class SendMails
{
    /// <summary>So many refusals one after the other are no matter of addresses.</summary>
    private const int RefusalsInARow = 5;
    private const string Stopped = "mail-stopped",
        Flood = "mail-flood",
        Refused = "mail-refused",
        Day = "yyyy-MM-dd";

    /// <summary>Half of what a function may take (host.json): whoever is left is written to by the next run.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <summary>Sends what is due.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="outbox">What to do it with; null: mail is switched off.</param>
    /// <param name="matter">What it is about.</param>
    /// <param name="look">Says what is due.</param>
    /// <param name="ct">Cancels the operation between two mails.</param>
    /// <exception cref="OutsideFailureException">Directory or mail server did not answer for the moment; run it again.</exception>
    internal static async Task<MailRun> RunAsync(
        Workspace workspace,
        Actor actor,
        Outbox? outbox,
        MailMatter matter,
        Func<Outbox, Task<IReadOnlyList<DueMail>>> look,
        CancellationToken ct
    )
    {
        if (WhyNotNow(workspace, outbox) is { } why)
            return new MailRun(0, 0, 0, why);
        await using var lease = await Lease.TryTakeAsync(workspace, matter.Lease, ct);
        if (lease is null)
            return new MailRun(0, 0, 0, new Refusal("mail-busy", "", 1, 0));
        var due = await look(outbox!);
        if (TooMany(due.Count, outbox!) is { } flood)
        {
            var what = Wording.Of("Met.mail-flood", due.Count, outbox!.MostPerRun, matter.Flood);
            await TellAsync(workspace, actor, flood.Code, matter, what, ct);
            return new MailRun(0, 0, 0, flood);
        }
        return await SendAsync(workspace, actor, outbox!, matter, due, ct);
    }

    /// <summary>Why nothing is sent at this moment; null when something may be.</summary>
    /// <param name="workspace">The tenant's policy and clock.</param>
    /// <param name="outbox">What to do it with; null: mail is switched off.</param>
    public static Refusal? WhyNotNow(Workspace workspace, Outbox? outbox)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var local = workspace.Local(workspace.Clock.GetUtcNow());
        return outbox is null ? new Refusal("mail-off", "", 0, 1)
            : !workspace.IsLive ? new Refusal("observing", "", 0, 0)
            : !outbox.Hours.AreNow(local) ? new Refusal("mail-closed", $"{local:yyyy-MM-dd HH:mm}", 0, 0)
            : null;
    }

    /// <summary>Why so many mails are none; null when they are few enough.</summary>
    /// <param name="due">How many are due.</param>
    /// <param name="outbox">The limit.</param>
    public static Refusal? TooMany(int due, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        return due > outbox.MostPerRun ? new Refusal("mail-flood", "", due, outbox.MostPerRun) : null;
    }

    private static async Task<MailRun> SendAsync(
        Workspace workspace,
        Actor actor,
        Outbox outbox,
        MailMatter matter,
        IReadOnlyList<DueMail> due,
        CancellationToken ct
    )
    {
        var (sent, refused, inARow) = (0, 0, 0);
        var until = workspace.Now + LongestRun;
        foreach (var (index, mail) in due.Index())
        {
            if (workspace.Now >= until)
                return new MailRun(sent, refused, due.Count - index, null);
            ct.ThrowIfCancellationRequested();
            if (await mail.Letter(ct) is not { } letter)
                continue;
            try
            {
                // Not to be broken off: whether it was taken would be unknown.
                var answer = await outbox.Mailer.SendAsync(mail.Address, letter, CancellationToken.None);
                var history = await MailRows.NoteAsync(workspace, actor, matter, mail, answer, CancellationToken.None);
                if (answer is null)
                {
                    (sent, inARow) = (sent + 1, 0);
                    await IncidentLog.EndOfAsync(workspace, actor, Refused, mail.To.Value, Wording.Of("Over.mail-taken"), ct);
                }
                else
                {
                    (refused, inARow) = (refused + 1, inARow + 1);
                    if (history.Refusals >= MailHistory.ManyRefusals)
                        await TellRefusedAsync(workspace, actor, mail.To, answer.Code, history.Refusals, ct);
                    if (inARow >= RefusalsInARow)
                        return await StopAsync(answer.Code, Wording.Of("Met.mail-each-refused"));
                }
            }
            catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Permanent)
            {
                return await StopAsync(e.Kind.Code, e.What);
            }
        }
        await IncidentLog.EndAllAsync(
            workspace,
            actor,
            i => i.Code is Stopped or Flood && i.Subject.AsSpan(Day.Length).Trim().SequenceEqual(matter.Code),
            Wording.Of("Over.mails-sent"),
            ct
        );
        return new MailRun(sent, refused, 0, null);

        async Task<MailRun> StopAsync(string code, Wording what)
        {
            var left = due.Count - sent - refused;
            var told = Wording.Of("Met.mail-stopped", code, what, left);
            await TellAsync(workspace, actor, Stopped, matter, told, ct);
            return new MailRun(sent, refused, left, new Refusal("mail-stopped", code, left, due.Count));
        }
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
            new Incident(Refused, person.Value, Wording.Of("Met.mail-refused", person, times, code)) { Worker = person },
            ct
        );

    /// <summary>Once a day: runs come every hour, and the trouble is the same.</summary>
    private static async Task TellAsync(
        Workspace workspace,
        Actor actor,
        string code,
        MailMatter matter,
        Wording what,
        CancellationToken ct
    )
    {
        var incident = new Incident(code, $"{workspace.Today:yyyy-MM-dd} {matter.Code}".TrimEnd(), what);
        if ((await IncidentLog.ListAsync(workspace, ct)).All(i => (i.Code, i.Subject) != (incident.Code, incident.Subject)))
            await IncidentLog.AddAsync(workspace, actor, incident, ct);
    }
}

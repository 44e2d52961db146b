using AccessGov.App.Failures;
using AccessGov.App.Mailing;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Requests;

/// <summary>Writes to the holders to whom a mail is due, and not of what is returned or extended meanwhile.</summary>
public static class SendEndingMails
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
        return SendMails.RunAsync(workspace, actor, outbox, MailMatter.Endings, mail => DueAsync(workspace, mail, ct), ct);
    }

    private static async Task<IReadOnlyList<DueMail>> DueAsync(Workspace workspace, Outbox outbox, CancellationToken ct)
    {
        return
        [
            .. (await EndingMails.LookAsync(workspace, outbox, ct))
                .Where(l => l.Why is null)
                .Select(l => new DueMail(l.Worker, EndingMails.AboutOf(l.LastDay), l.Address!, now => LetterAsync(l, now), l.Rights)),
        ];

        // What is returned or extended while the run goes on is done with.
        async Task<Letter?> LetterAsync(EndingMails.Line line, CancellationToken now)
        {
            var rights = EndingMails.RightsIn(
                (await EndingMails.EndingAsync(workspace, outbox, now)).Where(r => (r.Subject, r.Until) == (line.Worker, line.LastDay))
            );
            return rights == 0 ? null : outbox.Words.OfGrantEnding(new GrantEnding(rights, line.LastDay));
        }
    }
}

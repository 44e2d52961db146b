using AccessGov.App.Failures;
using AccessGov.App.Mailing;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>Writes to the reviewers to whom a mail is due, and not to whoever has handed in meanwhile.</summary>
public static class SendReviewMails
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
        return SendMails.RunAsync(workspace, actor, outbox, MailMatter.Reviews, mail => DueAsync(workspace, mail, ct), ct);
    }

    private static async Task<IReadOnlyList<DueMail>> DueAsync(Workspace workspace, Outbox outbox, CancellationToken ct)
    {
        var loads = new Dictionary<string, (ReviewState Of, ReviewPeople By, IReadOnlyList<ReviewLoad> Loads)>(StringComparer.Ordinal);
        return
        [
            .. (await ReviewMails.LookAsync(workspace, outbox, ct))
                .Where(l => l.Why is null)
                .Select(l => new DueMail(l.Worker, l.Round, l.Address!, now => LetterAsync(l, now), l.Had)),
        ];

        // Whoever hands in while the run goes on, and whose round is stopped, is done with.
        async Task<Letter?> LetterAsync(ReviewMails.Line line, CancellationToken now)
        {
            var (book, people) = (await ReviewBook.ReadAsync(workspace, now), await ReviewPeople.OfAsync(workspace, now));
            if (book.Find(line.Round) is not { } round || !ReviewMails.GoesOn(workspace, round))
                return null;
            var state = await book.StateAsync(workspace, round, now);
            if (!loads.TryGetValue(round.Id, out var known) || !ReferenceEquals(known.Of, state) || !ReferenceEquals(known.By, people))
                loads[round.Id] = known = (state, people, ReviewLoad.Of(people, state));
            return known.Loads.FirstOrDefault(l => l.Reviewer == line.Worker) is { } load
                ? outbox.Words.OfReviewCall(new ReviewCall(round.Id, load.Open, load.People, round.LastDay, line.Times > 0))
                : null;
        }
    }
}

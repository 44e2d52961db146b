using AccessGov.App.Failures;
using AccessGov.App.Mailing;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>
/// Mail to reviewers with open items of a round that goes on: once when it has something for them, when more comes to them, and on the
/// days on which the policy reminds. None to whoever handed in everything, none after the last day.
/// </summary>
public static class ReviewMails
{
    /// <summary>A reviewer with open items, and whether a mail is due.</summary>
    /// <param name="Round">The round.</param>
    /// <param name="Worker">Who.</param>
    /// <param name="Unit">所属; null when unknown.</param>
    /// <param name="Items">How many items are open.</param>
    /// <param name="People">Of how many people.</param>
    /// <param name="LastDay">By when.</param>
    /// <param name="Why">Why no mail is due; null when one is.</param>
    /// <param name="Address">Where it goes; null when none is due.</param>
    /// <param name="MailedAt">When the person was written to last about this round; null for never.</param>
    /// <param name="Times">How often.</param>
    /// <param name="Had">The open items, and those that the person answered.</param>
    public sealed record Line(
        string Round,
        EmployeeId Worker,
        OrgCode? Unit,
        int Items,
        int People,
        DateOnly LastDay,
        NoMail? Why,
        string? Address,
        DateTimeOffset? MailedAt,
        int Times,
        int Had
    );

    /// <summary>Looks; the directory is read when a mail is due to anybody at all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="outbox">Says on which days something is sent; null: mail is switched off.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Every reviewer with open items of every round that goes on, newest round first.</returns>
    /// <exception cref="OutsideFailureException">The directory did not answer whole: nobody is written to on half of it.</exception>
    public static async Task<IReadOnlyList<Line>> LookAsync(Workspace workspace, Outbox? outbox, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var (desired, lines) = (await workspace.Present.OfAsync(workspace, ct), new List<Line>());
        var (book, people) = (await ReviewBook.ReadAsync(workspace, ct), await ReviewPeople.OfAsync(workspace, ct));
        foreach (var round in book.Rounds.Where(r => GoesOn(workspace, r)))
        {
            var history = await MailRows.AllAsync(workspace, MailMatter.Reviews, round.Id, ct);
            foreach (var load in ReviewLoad.Of(people, await book.StateAsync(workspace, round, ct)))
                if (load.Reviewer is { } reviewer)
                    lines.Add(LineOf(round, load, reviewer, history.GetValueOrDefault(reviewer, MailHistory.None)));
        }
        if (lines.All(l => l.Why is not null))
            return lines;
        var addresses = await MailAddresses.ReadAsync(workspace, ct);
        return [.. lines.Select(l => l.Why is null && addresses.Of(l.Worker) is var (why, to) ? l with { Why = why, Address = to } : l)];

        Line LineOf(ReviewRound round, ReviewLoad load, EmployeeId reviewer, MailHistory past)
        {
            var desire = desired.Facts.Roster.Find(reviewer) is { } worker ? desired.Of(worker) : null;
            var at = new ReviewCallDecider.Case(
                round.LastDay,
                round.Rule.RemindDays,
                load.Had,
                desire is { Standing: Standing.OnDuty },
                desire?.Held is not null,
                past,
                past.MailedAt is { } mailed ? DateOnly.FromDateTime(workspace.Local(mailed).DateTime) : null
            );
            return new Line(
                round.Id,
                reviewer,
                desire?.Org,
                load.Open,
                load.People,
                round.LastDay,
                ReviewCallDecider.WhyNot(at, workspace.Now, workspace.Today, Outbox.HoursOf(outbox).AreOn),
                null,
                past.MailedAt,
                past.Times,
                load.Had
            );
        }
    }

    /// <summary>True while somebody decides in it, and where something was drawn after its end.</summary>
    internal static bool GoesOn(Workspace workspace, ReviewRound round) =>
        round.Stopped is null && (round.IsOpen || round.IsLookedAt(workspace.Today)) && workspace.Today <= round.LastDay;
}

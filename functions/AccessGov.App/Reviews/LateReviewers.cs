using AccessGov.App.Incidents;
using AccessGov.App.Mailing;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>遅れている課: who has not answered in a round, and what is told once when its last day has passed.</summary>
public static class LateReviewers
{
    /// <summary>The code of what is told.</summary>
    public const string Overdue = "review-overdue";

    /// <summary>Somebody who has not answered everything.</summary>
    /// <param name="Load">Who, and how much is open.</param>
    /// <param name="DaysLeft">Days to the last one; below 0, days late.</param>
    /// <param name="MailedAt">When the person was written to last about this round; null for never.</param>
    public sealed record Line(ReviewLoad Load, int DaysLeft, DateTimeOffset? MailedAt);

    /// <summary>Everybody with open items, most first; nobody in a round that is closed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Line>> OfAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(round);
        if (!round.IsOpen)
            return [];
        var state = await (await ReviewBook.ReadAsync(workspace, ct)).StateAsync(workspace, round, ct);
        var history = await MailRows.AllAsync(workspace, MailMatter.Reviews, round.Id, ct);
        var left = round.LastDay.DayNumber - workspace.Today.DayNumber;
        return
        [
            .. ReviewLoad
                .Of(await ReviewPeople.OfAsync(workspace, ct), state)
                .Select(l => new Line(l, left, l.Reviewer is { } id ? history.GetValueOrDefault(id, MailHistory.None).MailedAt : null)),
        ];
    }

    /// <summary>Tells once in a round that its due date has passed and how much is open, before silence means anything.</summary>
    internal static async Task TellAsync(Workspace workspace, Actor actor, ReviewState state, CancellationToken ct)
    {
        var round = state.Round;
        if (!round.IsOpen || workspace.Today <= round.DueOn)
            return;
        var loads = ReviewLoad.Of(await ReviewPeople.OfAsync(workspace, ct), state);
        if (loads.Count == 0 || (await IncidentLog.ListAsync(workspace, ct)).Any(i => i.Code == Overdue && i.Subject == round.Id))
            return;
        var (items, reviewers) = (loads.Sum(l => l.Open), loads.Count(l => l.Reviewer is not null));
        var workers = state.Undecided.Select(i => i.Id.Worker).Distinct().Count();
        // One sentence for each of what silence means for what is open.
        Wording[] then =
        [
            .. state.Undecided.Select(i => round.Rule.SilenceOf(i.Id.Right)).Distinct().Order().Select(s => SentenceOf(s, round)),
        ];
        await IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                Overdue,
                round.Id,
                Wording.Of(
                    "Met.review-overdue",
                    round.Id,
                    round.DueOn,
                    workers,
                    items,
                    reviewers,
                    then.ElementAtOrDefault(0) ?? Nothing,
                    then.ElementAtOrDefault(1) ?? Nothing,
                    then.ElementAtOrDefault(2) ?? Nothing
                )
            ),
            ct
        );
    }

    private static Wording Nothing => Wording.Of("Former.text", "", "");

    private static Wording SentenceOf(ReviewSilence silence, ReviewRound round) =>
        silence switch
        {
            ReviewSilence.Escalate => Wording.Of("Met.silence-escalates"),
            ReviewSilence.Remove when round.ToldOn is null => Wording.Of("Met.silence-not-shown"),
            ReviewSilence.Remove => Wording.Of("Met.silence-removes"),
            _ => Wording.Of("Met.silence-keeps"),
        };
}

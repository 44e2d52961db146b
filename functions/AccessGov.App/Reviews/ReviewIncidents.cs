using AccessGov.App.Incidents;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>What people must look at in a round.</summary>
internal static class ReviewIncidents
{
    private static readonly HashSet<string> OfOpenRounds =
    [
        "review-silence",
        "review-silence-too-many",
        "review-no-reviewer",
        LateReviewers.Overdue,
    ];

    /// <summary>What silence takes, a week before it does.</summary>
    public static Task SilenceAsync(
        Workspace workspace,
        Actor actor,
        ReviewRound round,
        IReadOnlyCollection<ReviewItemId> takes,
        CancellationToken ct
    )
    {
        var people = takes.Select(t => t.Worker).Distinct().Count();
        var last = (round with { ToldOn = workspace.Today }).LastDayShown;
        return IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident("review-silence", round.Id, Wording.Of("Met.review-silence", round.Id, people, takes.Count, last)),
            ct
        );
    }

    /// <summary>
    /// More than a plan may take is not taken by silence at all, and the round does not end: people are told a week before its last day and
    /// each night after, with number and limit.
    /// </summary>
    public static Task TooManyAsync(Workspace workspace, Actor actor, ReviewRound round, Refusal tooMany, CancellationToken ct) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                "review-silence-too-many",
                round.Id,
                Wording.Of("Met.review-silence-too-many", round.Id, tooMany.Number, tooMany.Limit)
            ),
            ct
        );

    /// <summary>A round was stopped: by one person, so everybody else hears of it.</summary>
    public static Task StoppedAsync(Workspace workspace, EmployeeId by, ReviewState state, string reason, CancellationToken ct)
    {
        var open = state.Population.Count - state.Decided;
        return IncidentLog.AddAsync(
            workspace,
            new Actor.Employee(by),
            new Incident("review-stopped", state.Round.Id, Wording.Of("Met.review-stopped", state.Round.Id, by, open, reason)),
            ct
        );
    }

    /// <summary>Ends what was told of rounds that have ended: it waits for nobody any more. Twice is harmless.</summary>
    public static async Task EndOfClosedAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var book = await ReviewBook.ReadAsync(workspace, ct);
        foreach (var incident in await IncidentLog.ListAsync(workspace, ct))
            if (!incident.IsSettled && OfOpenRounds.Contains(incident.Code) && book.Find(incident.Subject) is { IsOpen: false, Id: var id })
                await IncidentLog.EndAsync(workspace, actor, incident.Id, Wording.Of("Over.review-ended", id), ct);
    }

    /// <summary>An item that nobody may decide about never completes: people must look.</summary>
    public static async Task OrphansAsync(Workspace workspace, Actor actor, ReviewState state, CancellationToken ct)
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var orphans = people.Behind(state).FirstOrDefault(b => b.Reviewer is null).Items;
        if (orphans == 0)
            await IncidentLog.EndOfAsync(workspace, actor, "review-no-reviewer", state.Round.Id, Wording.Of("Over.reviewers-found"), ct);
        else
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident("review-no-reviewer", state.Round.Id, Wording.Of("Met.review-no-reviewer", state.Round.Id, orphans)),
                ct
            );
    }
}

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
            new Incident(
                "review-silence",
                round.Id,
                $"棚卸し {round.Id} で、このまま回答がないと {people} 人の {takes.Count} 件を停止します"
                    + $"（期限 {last:yyyy-MM-dd}）。/portal/reviews/{round.Id}/record に一覧があります。 / "
                    + $"Review {round.Id}: without an answer {takes.Count} rights of {people} people "
                    + $"are taken after {last:yyyy-MM-dd}; /portal/reviews/{round.Id}/record lists them."
            ),
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
                $"棚卸し {round.Id} は、回答のない件数（{tooMany.Number}）が、一度に停止できる上限（{tooMany.Limit}）を超えています。"
                    + "期限が過ぎても停止せず、この回は終わりません。所属長に回答を求めてください。 / "
                    + $"Review {round.Id}: {tooMany.Number} have no answer, more than a plan may take ({tooMany.Limit}). Silence takes "
                    + "none of them, and the round does not end: have the heads answer."
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
            new Incident(
                "review-stopped",
                state.Round.Id,
                $"棚卸し {state.Round.Id} を {by} が中止しました（未回答 {open} 件、理由: {reason}）。規程の時期の回であれば、次の夜に改めて開始します。 / "
                    + $"Review {state.Round.Id} was stopped by {by} with {open} items undecided ({reason}). Where the policy asks for a "
                    + "round in these months, the next night opens one anew."
            ),
            ct
        );
    }

    /// <summary>Ends what was told of rounds that have ended: it waits for nobody any more. Twice is harmless.</summary>
    public static async Task EndOfClosedAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var book = await ReviewBook.ReadAsync(workspace, ct);
        foreach (var incident in await IncidentLog.ListAsync(workspace, ct))
            if (!incident.IsSettled && OfOpenRounds.Contains(incident.Code) && book.Find(incident.Subject) is { IsOpen: false, Id: var id })
                await IncidentLog.EndAsync(
                    workspace,
                    actor,
                    incident.Id,
                    $"棚卸し {id} は終わりました。結果は /portal/reviews/{id}/record にあります。 / Review {id} has ended.",
                    ct
                );
    }

    /// <summary>An item that nobody may decide about never completes: people must look.</summary>
    public static async Task OrphansAsync(Workspace workspace, Actor actor, ReviewState state, CancellationToken ct)
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var orphans = people.Behind(state).FirstOrDefault(b => b.Reviewer is null).Items;
        if (orphans > 0)
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    "review-no-reviewer",
                    state.Round.Id,
                    $"棚卸し {state.Round.Id} の {orphans} 件は、確認できる人がいません。所属長の発令か、操作者の一覧（情報セキュリティ責任者）を見直してください。 / "
                        + $"Nobody may decide about {orphans} items of review {state.Round.Id}: see who heads the units, and the officers."
                ),
                ct
            );
    }
}

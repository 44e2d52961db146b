using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>What silence would take of a round, and that people are shown it a week before.</summary>
internal static class WhatSilenceTakes
{
    /// <summary>What silence would take, for people to see: by number of rights and of people, and item by item where it is kept.</summary>
    public static async Task TellAsync(Workspace workspace, Actor actor, ReviewState state, CancellationToken ct)
    {
        var (takes, tooMany) = await OfAsync(workspace, state, ct);
        if (tooMany is not null)
            await TellLimitAsync(workspace, actor, state.Round, tooMany, ct);
        var kept = await workspace.Kept.KeepAsync(takes.ToList(), ct);
        var id = state.Round.Id;
        var isTold = await ReviewCommit.RunAsync(
            workspace,
            (commit, book) =>
            {
                if (book.Find(id) is not { IsOpen: true, ToldOn: null })
                    return Task.FromResult((false, false));
                var body = new FactBody().Add("on", workspace.Today).Add("kept", kept).Add("items", takes.Count);
                commit.Tell(FactKind.ReviewTold, actor, id, body);
                return Task.FromResult((true, true));
            },
            ct
        );
        if (isTold && takes.Count > 0)
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    "review-silence",
                    id,
                    $"棚卸し {id} で、このまま回答がないと {takes.Select(t => t.Worker).Distinct().Count()} 人の {takes.Count} 件を停止します"
                        + $"（期限 {state.Round.DueOn:yyyy-MM-dd}）。/portal/reviews/{id}/record に一覧があります。 / "
                        + $"Review {id}: without an answer {takes.Count} rights of {takes.Select(t => t.Worker).Distinct().Count()} people "
                        + $"are taken after {state.Round.DueOn:yyyy-MM-dd}; /portal/reviews/{id}/record lists them."
                ),
                ct
            );
    }

    /// <summary>More than a plan may take is not taken by silence at all: people are told a week before, with number and limit.</summary>
    private static Task TellLimitAsync(Workspace workspace, Actor actor, ReviewRound round, Refusal tooMany, CancellationToken ct) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                "review-silence-too-many",
                round.Id,
                $"棚卸し {round.Id} は、回答のない件数（{tooMany.Number}）が、一度に停止できる上限（{tooMany.Limit}）を超えています。"
                    + "期限が過ぎても停止しません。所属長に回答を求めてください。 / "
                    + $"Review {round.Id}: {tooMany.Number} have no answer, more than a plan may take ({tooMany.Limit}). Silence takes "
                    + "none of them: have the heads answer."
            ),
            ct
        );

    /// <summary>What silence takes; nothing, and why, where it would be more than a plan may.</summary>
    public static async Task<(IReadOnlyList<ReviewItemId> Takes, Refusal? TooMany)> OfAsync(
        Workspace workspace,
        ReviewState state,
        CancellationToken ct
    )
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        // What nobody may decide about is nobody's silence; nor is a right taken that the policy does not know any more.
        var takes = ReviewDecider.TakenBySilence(
            state,
            item => !people.HasLeft(item.Worker) && people.ReviewerOf(state, state.Find(item)!) is not null
        );
        var everybody = await PlanList.EverybodyAsync(workspace, ct);
        return SilenceLimit.WhyNot(workspace.Policy, state, takes, everybody) is { } tooMany ? ([], tooMany) : (takes, null);
    }
}

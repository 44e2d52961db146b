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
        {
            // Nothing was shown, so the round stays open until reviewers have left few enough.
            await ReviewIncidents.TooManyAsync(workspace, actor, state.Round, tooMany, ct);
            return;
        }
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
            await ReviewIncidents.SilenceAsync(workspace, actor, state.Round, takes, ct);
    }

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

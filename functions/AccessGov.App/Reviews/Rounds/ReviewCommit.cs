using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>Writes what happens to rounds: facts alone, one commit each; whoever comes second reads and decides again.</summary>
internal static class ReviewCommit
{
    /// <summary>Reads, decides, commits.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="step">What is to be told; the commit is written where the step says so.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<T> RunAsync<T>(
        Workspace workspace,
        Func<PartitionCommit, ReviewBook, Task<(bool Writes, T Result)>> step,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Reviews, ct);
                var (writes, result) = await step(commit, await ReviewBook.ReadAsync(workspace, ct));
                return (writes ? commit : null, result);
            },
            ct
        );

    /// <summary>Hands answers in, in an open commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="book">What was handed in before.</param>
    /// <param name="actor">Who hands in; silence and leavers are the product's.</param>
    /// <param name="state">The round.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="unitsOf">Where somebody serves today: there the right is not needed.</param>
    /// <param name="effect">The day on which what is taken is gone.</param>
    /// <param name="takesBack">True where it takes back what was decided.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="paper">What was typed from paper: then the decision is the reviewer's, and the actor is who typed last.</param>
    public static async Task<ReviewSubmission> HandInAsync(
        PartitionCommit commit,
        Workspace workspace,
        ReviewBook book,
        Actor actor,
        ReviewState state,
        IReadOnlyList<ReviewAnswer> answers,
        Func<EmployeeId, IReadOnlyList<OrgCode>> unitsOf,
        DateOnly effect,
        bool takesBack,
        CancellationToken ct,
        ReviewPaper? paper = null
    )
    {
        var number = book.HandedInOf(state.Round.Id).Count + 1;
        var submission = new ReviewSubmission(
            state.Round.Id,
            number,
            paper?.Reviewer ?? (actor is Actor.Employee { Id: var by } ? by : null),
            workspace.Now,
            "",
            answers.Count(a => a.Choice == ReviewChoice.Keep),
            answers.Count(a => a.Choice == ReviewChoice.Remove),
            answers.Count(a => a.Choice == ReviewChoice.Unsure),
            effect,
            takesBack
        )
        {
            Paper = paper,
        };
        ReviewRemoval[] removals =
        [
            .. answers
                .Where(a => a.Choice == ReviewChoice.Remove)
                .Select(a => new ReviewRemoval(
                    a.Item.Worker,
                    a.Item.Right,
                    effect,
                    workspace.Today,
                    unitsOf(a.Item.Worker),
                    submission.Receipt
                )),
        ];
        var kept = await workspace.Kept.KeepAsync(new KeptAnswers(answers, removals), ct);
        var body = new FactBody()
            .Add("number", number)
            .Add("kept", kept)
            .Add("keeps", submission.Keeps)
            .Add("removes", submission.Removes)
            .Add("unsure", submission.Unsure)
            .Add("effect", effect)
            .Add("receipt", submission.Receipt);
        if (takesBack)
            body.Add("takesBack", submission.Receipt);
        commit.Tell(FactKind.ReviewSubmitted, actor, state.Round.Id, paper is null ? body : PaperEntries.Tell(body, paper));
        return submission with { Kept = kept };
    }
}

using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Reviews;

/// <summary>Stops a round (中止). One officer may, and everybody hears of it: the next night opens anew what the policy asks for.</summary>
public static class StopReview
{
    /// <summary>Stops a round (中止): what was decided stands, the rest stays as it is.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="round">The round's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when it is stopped.</returns>
    public static async Task<Refusal?> RunAsync(Workspace workspace, Approver by, string round, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        var (refused, stopped) = await ReviewCommit.RunAsync<(Refusal?, ReviewRound?)>(
            workspace,
            (commit, book) =>
            {
                if (by.Lacks(Core.Policy.OperatorRole.Officer) is { } lacks)
                    return No(lacks);
                if (!ReviewDecider.IsReason(reason))
                    return No(new Refusal("review-reason", round, 0, ReviewDecider.ShortestReason));
                if (book.Find(round) is not { IsOpen: true } open)
                    return No(new Refusal("review-closed", round, 1, 0));
                commit.Tell(FactKind.ReviewClosed, new Actor.Employee(by.Id), round, new FactBody().Add("reason", reason));
                return Task.FromResult((true, ((Refusal?)null, (ReviewRound?)open)));
            },
            ct
        );
        if (stopped is not null)
        {
            var book = await ReviewBook.ReadAsync(workspace, ct);
            await ReviewIncidents.StoppedAsync(workspace, by.Id, await book.StateAsync(workspace, stopped, ct), reason, ct);
            await ReviewIncidents.EndOfClosedAsync(workspace, new Actor.Employee(by.Id), ct);
        }
        return refused;

        static Task<(bool, (Refusal?, ReviewRound?))> No(Refusal why) => Task.FromResult((false, ((Refusal?)why, (ReviewRound?)null)));
    }
}

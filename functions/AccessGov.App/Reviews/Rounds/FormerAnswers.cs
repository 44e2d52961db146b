using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// What was decided last about each item of a round in those that were opened before it: found once for each round, and again only when one
/// of those gets another answer.
/// </summary>
internal sealed class FormerAnswers
{
    private const int Most = 4;
    private readonly ReviewItems items;
    private readonly IReadOnlyList<ReviewRound> rounds;
    private readonly ReviewAnswer?[] answers;
    private readonly short[] roundOf;

    private FormerAnswers(ReviewBook book, ReviewItems items, IReadOnlyList<ReviewRound> former)
    {
        (this.items, rounds) = (items, former);
        (answers, roundOf) = (new ReviewAnswer?[items.All.Count], new short[items.All.Count]);
        // The oldest first: what was said later takes its place.
        for (var at = former.Count - 1; at >= 0; at--)
            foreach (var (_, given) in book.HandedInOf(former[at].Id))
                foreach (var answer in given)
                    if (
                        answer.Choice is ReviewChoice.Keep or ReviewChoice.Remove
                        && items.PlaceOf(answer.Item) is { } place
                        && !(answers[place] is { } known && known.At > answer.At)
                    )
                        (answers[place], roundOf[place]) = (answer, (short)at);
    }

    /// <summary>Those of a round.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="book">Every round.</param>
    /// <param name="state">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<FormerAnswers> OfAsync(Workspace workspace, ReviewBook book, ReviewState state, CancellationToken ct)
    {
        ReviewRound[] former = [.. book.Rounds.Where(r => r.OpenedOn < state.Round.OpenedOn).Take(short.MaxValue)];
        var handedIn = former.Sum(r => book.HandedInOf(r.Id).Count);
        return workspace
            .Memory.Of(() => new LastFew<int, FormerAnswers>(Most))
            .OfAsync(state.Round.Id, handedIn, () => Task.FromResult(new FormerAnswers(book, state.Items, former)), ct);
    }

    /// <summary>What was decided last about an item, and in which round; null for nothing.</summary>
    /// <param name="item">The item.</param>
    public (ReviewAnswer Answer, ReviewRound In)? Of(ReviewItemId item) =>
        items.PlaceOf(item) is { } at && answers[at] is { } answer ? (answer, rounds[roundOf[at]]) : null;

    /// <summary>The last round before in which everybody who held a right was decided about; null for none.</summary>
    /// <param name="right">The right.</param>
    public ReviewRound? LastOf(EntitlementId right) =>
        rounds.FirstOrDefault(r => r is { IsOpen: false, Stopped: null } && !r.Rule.IsOfSome() && r.Rule.Rights.Contains(right));
}

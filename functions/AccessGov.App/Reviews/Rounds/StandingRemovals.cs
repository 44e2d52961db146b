using System.Collections.Immutable;
using AccessGov.Core.Grants;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// What reviews took and nobody took back. Several rounds may ask about one right at once: each decision stands by itself, the right is
/// gone from the earliest day of those that stand, and whoever takes one back takes back that one alone.
/// </summary>
internal sealed class StandingRemovals
{
    /// <summary>Nothing was taken.</summary>
    public static readonly StandingRemovals None = new(
        ImmutableSortedDictionary<ReviewItemId, ReviewRemoval>.Empty,
        ImmutableDictionary<ReviewItemId, ImmutableList<ReviewRemoval>>.Empty
    );

    /// <summary>The decisions as they were made, oldest first, where more than one stands.</summary>
    private readonly ImmutableDictionary<ReviewItemId, ImmutableList<ReviewRemoval>> several;

    private StandingRemovals(
        ImmutableSortedDictionary<ReviewItemId, ReviewRemoval> all,
        ImmutableDictionary<ReviewItemId, ImmutableList<ReviewRemoval>> several
    ) => (All, this.several) = (all, several);

    /// <summary>By worker and right: the newest decision, with the earliest day of all that stand.</summary>
    public ImmutableSortedDictionary<ReviewItemId, ReviewRemoval> All { get; }

    /// <summary>The decisions about a right that stand, oldest first.</summary>
    /// <param name="item">Whose right, and which.</param>
    public IReadOnlyList<ReviewRemoval> DecidedOf(ReviewItemId item) => DecidedOf(All, several, item);

    private static ImmutableList<ReviewRemoval> DecidedOf(
        IReadOnlyDictionary<ReviewItemId, ReviewRemoval> all,
        IReadOnlyDictionary<ReviewItemId, ImmutableList<ReviewRemoval>> several,
        ReviewItemId item
    ) =>
        several.TryGetValue(item, out var decided) ? decided
        : all.TryGetValue(item, out var only) ? [only]
        : [];

    /// <summary>The same after something was handed in.</summary>
    /// <param name="submission">What was handed in.</param>
    /// <param name="content">Its answers, and what they take.</param>
    public StandingRemovals After(ReviewSubmission submission, KeptAnswers content)
    {
        if (content.Removals.Count == 0 && !submission.TakesBack)
            return this;
        var (all, more) = (All.ToBuilder(), several.ToBuilder());
        foreach (var removal in content.Removals)
        {
            var item = new ReviewItemId(removal.Worker, removal.Entitlement);
            Stand(item, DecidedOf(all, more, item).Add(removal));
        }
        if (submission.TakesBack)
            foreach (var item in content.Answers.Select(a => a.Item))
            {
                var decided = DecidedOf(all, more, item);
                var own = decided.FindLastIndex(r => ReviewSubmission.RoundOf(r.Reference) == submission.Round);
                if (own >= 0)
                    Stand(item, decided.RemoveAt(own));
            }
        return new StandingRemovals(all.ToImmutable(), more.ToImmutable());

        void Stand(ReviewItemId item, ImmutableList<ReviewRemoval> decided)
        {
            more.Remove(item);
            all.Remove(item);
            if (decided.IsEmpty)
                return;
            all[item] = decided[^1] with { From = decided.Min(r => r.From) };
            if (decided.Count > 1)
                more[item] = decided;
        }
    }
}

using System.Collections.Immutable;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>What nobody answered in time, each with the day since when it waits.</summary>
internal static class SilentItems
{
    /// <summary>
    /// The same after something was handed in. What silence would have taken and left, as the last holder's, waits for nobody; leaving and
    /// coming back answers nothing.
    /// </summary>
    public static ImmutableSortedDictionary<ReviewItemId, DateOnly> After(
        ImmutableSortedDictionary<ReviewItemId, DateOnly> silent,
        ReviewRule rule,
        ReviewSubmission submission,
        IReadOnlyList<ReviewAnswer> answers
    )
    {
        var waits = silent.ToBuilder();
        foreach (var answer in answers)
            if (answer is { By: null, Choice: ReviewChoice.Keep } && rule.SilenceOf(answer.Item.Right) != ReviewSilence.Remove)
                waits[answer.Item] = submission.Effect;
            else if (answer.Choice is not (ReviewChoice.Gone or ReviewChoice.Back or ReviewChoice.Reopened))
                waits.Remove(answer.Item);
        return waits.ToImmutable();
    }
}

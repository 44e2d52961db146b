using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>
/// Who is asked about which item of a round, as people serve today and as long as nobody said わからない; found by person without looking
/// through everybody's items.
/// </summary>
internal sealed class ReviewerIndex
{
    private const int Nobody = -1;
    private readonly int[] numbers;
    private readonly List<EmployeeId> reviewers = [];
    private readonly Dictionary<EmployeeId, List<int>> places = [];

    /// <summary>Asks about every item once.</summary>
    /// <param name="items">The items.</param>
    /// <param name="reviewerOf">Who is asked about one.</param>
    public ReviewerIndex(ReviewItems items, Func<ReviewItem, EmployeeId?> reviewerOf)
    {
        numbers = new int[items.All.Count];
        var known = new Dictionary<EmployeeId, int>();
        for (var at = 0; at < numbers.Length; at++)
        {
            if (reviewerOf(items.All[at]) is not { } reviewer)
            {
                numbers[at] = Nobody;
                continue;
            }
            if (!known.TryGetValue(reviewer, out var number))
            {
                known.Add(reviewer, number = reviewers.Count);
                reviewers.Add(reviewer);
                places.Add(reviewer, []);
            }
            numbers[at] = number;
            places[reviewer].Add(at);
        }
    }

    /// <summary>Who is asked about the item at a place; null where nobody may decide.</summary>
    /// <param name="at">The place.</param>
    public EmployeeId? At(int at) => numbers[at] == Nobody ? null : reviewers[numbers[at]];

    /// <summary>Places of the items about which somebody is asked, in order.</summary>
    /// <param name="reviewer">Who.</param>
    public IReadOnlyList<int> Of(EmployeeId reviewer) => places.TryGetValue(reviewer, out var found) ? found : [];

    /// <summary>How many of the places each is asked about, the last for nobody.</summary>
    /// <param name="counts">Whether the item at a place counts.</param>
    public IEnumerable<(EmployeeId? Reviewer, int Items)> Count(Func<int, bool> counts)
    {
        var sums = new int[reviewers.Count + 1];
        for (var at = 0; at < numbers.Length; at++)
            if (counts(at))
                sums[numbers[at] == Nobody ? reviewers.Count : numbers[at]]++;
        for (var number = 0; number < sums.Length; number++)
            if (sums[number] > 0)
                yield return (number == reviewers.Count ? null : reviewers[number], sums[number]);
    }
}

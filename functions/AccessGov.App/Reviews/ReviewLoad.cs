using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>What somebody still has to decide about in a round.</summary>
/// <param name="Reviewer">Who; null for items about which nobody may decide.</param>
/// <param name="Open">Items that nobody decided about. Leavers' items are none: they end by themselves.</param>
/// <param name="People">Of how many people.</param>
/// <param name="Had">The open items, and those that the person answered before.</param>
public sealed record ReviewLoad(EmployeeId? Reviewer, int Open, int People, int Had)
{
    private sealed class Sum
    {
        public int Open { get; set; }

        public int Answered { get; set; }

        public HashSet<EmployeeId> People { get; } = [];
    }

    /// <summary>Everybody who has open items, most first.</summary>
    /// <param name="people">Who decides about what today.</param>
    /// <param name="state">The round.</param>
    public static IReadOnlyList<ReviewLoad> Of(ReviewPeople people, ReviewState state)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(state);
        var (sums, nobody) = (new Dictionary<EmployeeId, Sum>(), new Sum());
        foreach (var (at, reviewer) in people.Open(state))
        {
            var worker = state.Items.All[at].Id.Worker;
            if (people.HasLeft(worker))
                continue;
            var sum = reviewer is { } id ? SumOf(id) : nobody;
            sum.Open++;
            sum.People.Add(worker);
        }
        for (var at = 0; at < state.Items.All.Count; at++)
            if (state.LastAt(at)?.Answer.By is { } by && sums.TryGetValue(by, out var known))
                known.Answered++;
        return
        [
            .. sums.Select(s => (Reviewer: (EmployeeId?)s.Key, Sum: s.Value))
                .Append((null, nobody))
                .Where(s => s.Sum.Open > 0)
                .Select(s => new ReviewLoad(s.Reviewer, s.Sum.Open, s.Sum.People.Count, s.Sum.Open + s.Sum.Answered))
                .OrderByDescending(l => l.Open)
                .ThenBy(l => l.Reviewer),
        ];

        Sum SumOf(EmployeeId id) => sums.TryGetValue(id, out var found) ? found : sums[id] = new Sum();
    }
}

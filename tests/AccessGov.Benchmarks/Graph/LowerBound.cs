using AccessGov.Core.Planning;

namespace AccessGov.Benchmarks.Graph;

/// <summary>What nobody can undercut with Graph's page size of 999, 20 requests a batch and 20 members a PATCH.</summary>
/// <param name="Reads">max(1, ⌈users/999⌉) + Σ max(1, ⌈members/999⌉).</param>
/// <param name="Writes">One for each change, removal …; additions to one group go 20 to a request.</param>
internal sealed record LowerBound(int Reads, int Writes)
{
    private const int Page = 999,
        Batch = 20,
        MembersAtOnce = 20;

    /// <summary>Requests over HTTP, all writes in full batches as if plans had no order.</summary>
    public int Requests => Reads + Ceiling(Writes, Batch);

    /// <summary>Requests as Graph counts them: each one inside of a batch, not the batch.</summary>
    public int Counted => Reads + Writes;

    public static LowerBound Of(int users, IEnumerable<int> members, Core.Planning.Plan plan) =>
        new(
            Pages(users) + members.Sum(Pages),
            plan.Actions.Count(a => a is not PlannedAction.AddMember)
                + plan.Actions.OfType<PlannedAction.AddMember>().GroupBy(a => a.GroupId).Sum(g => Ceiling(g.Count(), MembersAtOnce))
        );

    private static int Pages(int count) => Math.Max(1, Ceiling(count, Page));

    private static int Ceiling(int count, int by) => (count + by - 1) / by;
}

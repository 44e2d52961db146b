using AccessGov.App.Work;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Planning;

/// <summary>
/// Which group gave which right, under every policy that a plan was made with. A right that leaves the policy, or goes to another group,
/// leaves its holders in a group that nobody looks at any more: here it is looked at until it is empty.
/// </summary>
internal static class FormerRights
{
    private const string Row = "rights";

    private sealed record Kept(IReadOnlyList<Pair> Pairs);

    private sealed record Pair(EntitlementId Entitlement, Zone Zone, Guid GroupId);

    /// <summary>Those that today's policy does not govern and whose groups have members; remembers today's.</summary>
    /// <exception cref="Failures.OutsideFailureException">A group was not read to its end.</exception>
    public static async Task<IReadOnlyList<RetiredRight>> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var now = MakePlan.Governed(workspace.Policy).Select(e => new Pair(e.Id, e.Zone, e.GroupId)).ToArray();
        var ours = workspace.Policy.Entitlements.Select(e => e.GroupId).ToHashSet();
        var known = (await PartitionCommit.ReadAsync<Kept>(workspace, Scopes.Plans, Row, ct))?.Pairs ?? [];
        var retired = new List<RetiredRight>();
        var still = new List<Pair>();
        foreach (var pair in known.Where(p => !ours.Contains(p.GroupId)))
            if (await workspace.Directory.MembersAsync(pair.GroupId, ct) is { Count: > 0 } members)
            {
                still.Add(pair);
                retired.Add(new RetiredRight(pair.Entitlement, pair.Zone, pair.GroupId, members));
            }
        Pair[] next = [.. now.Concat(still).OrderBy(p => p.Entitlement).ThenBy(p => p.GroupId)];
        if (!next.SequenceEqual(known))
            await OptimisticCommit.RunAsync(
                async () =>
                    ((PartitionCommit?)(await PartitionCommit.OpenAsync(workspace, Scopes.Plans, ct)).Put(Row, new Kept(next)), true),
                ct
            );
        return retired;
    }
}

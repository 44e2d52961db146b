using AccessGov.App.Directory;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Planning;

/// <content>Groups that may not be governed.</content>
public static partial class MakePlan
{
    private sealed record CheckedGroups(int Count);

    /// <summary>
    /// A policy that names a group which may not be governed makes no plan. Asked once per version of the policy; a group that turns into
    /// one later is found by every plan for everybody, and left alone.
    /// </summary>
    private static async Task<MakePlanResult?> RefusedGroupsAsync(
        Workspace workspace,
        IReadOnlyList<Entitlement> governed,
        CancellationToken ct
    )
    {
        var row = $"groups:{workspace.Policy.ContentHash}";
        if (await PartitionCommit.ReadAsync<CheckedGroups>(workspace, Scopes.Plans, row, ct) is not null)
            return null;
        var checks = await workspace.Directory.CheckGroupsAsync(governed, ct);
        var refused = checks.Where(c => c.Refusal is not null and not GroupRefusal.Missing).ToArray();
        if (refused.Length > 0)
            return new MakePlanResult.NotMade(
                "groups-refused",
                Wording.Of(
                    "Plan.groups-refused",
                    string.Join("; ", refused.Select(c => $"{c.Entitlement} ({c.GroupId}): {GroupRefusalCodes.Of(c.Refusal!.Value)}"))
                )
            );
        if (checks.Any(c => c.Refusal is not null))
            return null;
        await OptimisticCommit.RunAsync(
            async () =>
                (
                    (PartitionCommit?)
                        (await PartitionCommit.OpenAsync(workspace, Scopes.Plans, ct)).Put(row, new CheckedGroups(checks.Count)),
                    true
                ),
            ct
        );
        return null;
    }
}

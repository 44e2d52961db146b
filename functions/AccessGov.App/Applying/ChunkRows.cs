using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>
/// Rows of a plan that is being applied, one for a worker: accounts that it made, and whose account was found otherwise than planned. Of a
/// chunk's people they are read in one go.
/// </summary>
internal static class ChunkRows
{
    private const string CreatedPrefix = "created:",
        LeftAlonePrefix = "left:";

    /// <summary>The plan made an account.</summary>
    /// <param name="ObjectId">Which.</param>
    internal sealed record Created(Guid ObjectId);

    /// <summary>The worker's later actions are not tried.</summary>
    internal sealed record LeftAlone;

    /// <summary>Row of the account that was made for a worker.</summary>
    public static string CreatedOf(EmployeeId worker) => CreatedPrefix + worker;

    /// <summary>Row of a worker who is left alone.</summary>
    public static string LeftAloneOf(EmployeeId worker) => LeftAlonePrefix + worker;

    /// <summary>What is known of the people of the pending actions.</summary>
    public static async Task<(IReadOnlySet<EmployeeId> LeftAlone, IReadOnlyDictionary<EmployeeId, Guid> Created)> ReadAsync(
        Workspace workspace,
        Plan plan,
        PlanState state,
        CancellationToken ct
    )
    {
        var people = state.Pending.Select(i => plan.Actions[i].Target.Employee).ToHashSet();
        var leftAlone = (state.StaleTargets ?? []).ToHashSet();
        await foreach (var row in RowsAsync(workspace, plan.Id, LeftAlonePrefix, people, ct))
            leftAlone.Add(WorkerOf(row, LeftAlonePrefix));
        var created = new Dictionary<EmployeeId, Guid>();
        if (state.Pending.Any(i => plan.Actions[i].Target.ObjectId is null))
            await foreach (var row in RowsAsync(workspace, plan.Id, CreatedPrefix, people, ct))
                created[WorkerOf(row, CreatedPrefix)] = PartitionCommit.Parse<Created>(row).ObjectId;
        return (leftAlone, created);
    }

    /// <summary>Everybody whom a plan leaves alone.</summary>
    public static async Task<IReadOnlySet<string>> LeftAloneAsync(Workspace workspace, PlanState state, CancellationToken ct)
    {
        var found = (state.StaleTargets ?? []).Select(w => w.Value).ToHashSet(StringComparer.Ordinal);
        var rows = workspace.Records.RangeAsync(
            new PartitionKey(workspace.Tenant, Scopes.Plan(state.Id)),
            LeftAlonePrefix,
            LeftAlonePrefix + "~",
            ct
        );
        await foreach (var row in rows)
            found.Add(row.Row[LeftAlonePrefix.Length..]);
        return found;
    }

    private static IAsyncEnumerable<StoredRecord> RowsAsync(
        Workspace workspace,
        PlanId plan,
        string prefix,
        HashSet<EmployeeId> people,
        CancellationToken ct
    ) =>
        people.Count == 0
            ? AsyncEnumerable.Empty<StoredRecord>()
            : workspace.Records.RangeAsync(
                new PartitionKey(workspace.Tenant, Scopes.Plan(plan)),
                prefix + people.Min(),
                prefix + people.Max() + "~",
                ct
            );

    private static EmployeeId WorkerOf(StoredRecord row, string prefix) => new(row.Row[prefix.Length..]);
}

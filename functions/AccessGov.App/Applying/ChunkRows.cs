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
        var actions = state.Pending.Select(i => plan.Actions[i]).ToArray();
        var scope = Scopes.Plan(plan.Id);
        var left = await ManyRows.ReadAsync<LeftAlone>(workspace, scope, actions.Select(a => LeftAloneOf(a.Target.Employee)), ct);
        var made = await ManyRows.ReadAsync<Created>(
            workspace,
            scope,
            actions.Where(a => a.Target.ObjectId is null && a is not PlannedAction.CreateAccount).Select(a => CreatedOf(a.Target.Employee)),
            ct
        );
        return (
            left.Keys.Select(row => WorkerOf(row, LeftAlonePrefix)).Concat(state.StaleTargets ?? []).ToHashSet(),
            made.ToDictionary(m => WorkerOf(m.Key, CreatedPrefix), m => m.Value.ObjectId)
        );
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

    private static EmployeeId WorkerOf(string row, string prefix) => new(row[prefix.Length..]);
}

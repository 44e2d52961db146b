using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>
/// For whom a plan is still to be asked because a gate or a grant is another now. Lies in the commit that changed it: whoever is killed
/// before the plan was asked for leaves the row, and whoever comes next asks.
/// </summary>
internal static class PlansDue
{
    private const string Prefix = "plan-due:";

    private sealed record Due(DateTimeOffset At);

    /// <summary>Notes it in an open commit.</summary>
    public static void Note(PartitionCommit commit, Workspace workspace, EmployeeId person) =>
        commit.Put(Prefix + person, new Due(workspace.Now));

    /// <summary>
    /// Asks for every plan that is due. A row goes only as it was read, and after its plan was asked for: asked twice is harmless. Outside
    /// the partition's version: nothing is loaded again because of it.
    /// </summary>
    public static async Task AskAsync(Workspace workspace, string scope, CancellationToken ct)
    {
        var partition = new PartitionKey(workspace.Tenant, scope);
        await foreach (var row in workspace.Records.RangeAsync(partition, Prefix, Prefix + "~", ct))
        {
            await TakeStatements.AskForPlanAsync(workspace, new EmployeeId(row.Row[Prefix.Length..]), ct);
            await workspace.Records.CommitAsync(partition, [new RecordWrite.Delete(row.Row, row.ETag)], ct);
        }
    }
}

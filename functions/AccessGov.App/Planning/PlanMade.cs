using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>
/// What happens to a plan next: a clear or approved one is applied, one that needs approval waits for people, a refused one stays.
/// </summary>
public static class PlanMade
{
    /// <summary>Decides.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="id">The plan.</param>
    /// <param name="validFor">A plan that nobody approved and that is older than this is left: the directory moved on.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="FormatException">There is no such plan.</exception>
    public static async Task RunAsync(Workspace workspace, PlanId id, TimeSpan validFor, CancellationToken ct)
    {
        var state = await PlanList.StateAsync(workspace, id, ct) ?? throw new FormatException($"There is no plan {id.Brief}.");
        if (state.Status == PlanStatus.Applied || state.Actions == 0)
            return;
        if (state.Status == PlanStatus.Made && (state.Verdict is not Verdict.Clear || workspace.Now - state.MadeAt > validFor))
            return;
        await new WorkMessage(workspace.Tenant, id).SendAsync(workspace, await LaneAsync(workspace, state, ct), null, ct);
    }

    /// <summary>Which queue applies a plan. One worker's plan that shuts an account does not queue behind everybody's.</summary>
    internal static async Task<App.Storage.QueueName> LaneAsync(Workspace workspace, PlanState state, CancellationToken ct) =>
        state.Only is not null
        && (await workspace.Kept.PlanAsync(state.Kept, ct)).Actions.Any(a =>
            a is PlannedAction.DisableAccount or PlannedAction.RevokeSessions
        )
            ? WorkQueues.ApplyUrgent
            : WorkQueues.ApplyChunk;
}

using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>
/// What happens to a plan next (<see cref="NextStep"/>): a clear or approved one is applied, one that needs approval waits for people, one
/// for a later day for the nightly sweep of that day; a refused one stays.
/// </summary>
public static class PlanMade
{
    /// <summary>Hands the plan on.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="FormatException">There is no such plan.</exception>
    public static async Task RunAsync(Workspace workspace, PlanId id, CancellationToken ct)
    {
        var state = await PlanList.StateAsync(workspace, id, ct) ?? throw new FormatException($"There is no plan {id.Brief}.");
        var lane = NextStep.Of(state.Progress(), workspace.Moment()) switch
        {
            NextStep.Apply => WorkQueues.ApplyChunk,
            NextStep.ApplyUrgent => WorkQueues.ApplyUrgent,
            NextStep.Nothing or NextStep.Approve or NextStep.PlanAgain or NextStep.Wait or NextStep.Observe => (Storage.QueueName?)null,
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
        if (lane is { } queue)
            await new WorkMessage(workspace.Tenant, id).SendAsync(workspace, queue, null, ct);
    }
}

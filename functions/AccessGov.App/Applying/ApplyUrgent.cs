using AccessGov.App.Failures;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>
/// Applies the plan of somebody who must be shut out now: it waits for the chunk that is under way, and for nothing else.
/// </summary>
public static class ApplyUrgent
{
    /// <summary>So often an urgent plan looks whether the chunk under way has ended.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than a chunk's: nothing else is more urgent, except the next of its kind.</summary>
    internal static readonly TimeSpan PatienceFor = TimeSpan.FromSeconds(30);

    /// <summary>Applies the whole plan.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="id">The approved plan of somebody who must be shut out.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">Another writer did not let go in time; try again.</exception>
    public static async Task RunAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        var message = new WorkMessage(workspace.Tenant, id);
        await Priority.Urgent.WantAsync(workspace, ct);
        await using (await TakeAsync(workspace, ct))
        {
            var hurried = workspace with { Directory = workspace.Directory.WithPatience(PatienceFor) };
            var result = await ApplyChunk.RunAsync(hurried, actor, id, ct);
            while (result is ApplyChunk.Result.More { NotBefore: null })
                result = await ApplyChunk.RunAsync(hurried, actor, id, ct);
            await ApplyChunk.GoOnAsync(workspace, actor, result, message, WorkQueues.ApplyUrgent, ct);
        }
        await Priority.Urgent.EndAsync(workspace, ct);
    }

    private static async Task<Lease> TakeAsync(Workspace workspace, CancellationToken ct)
    {
        var until = workspace.Now + Priority.HoldsFor;
        while (true)
        {
            if (await Lease.TryTakeAsync(workspace, ApplyChunk.LeaseRow, ct) is { } lease)
                return lease;
            if (workspace.Now > until)
                throw new OutsideFailureException(new OutsideFailure.Transient("lease-held"), Wording.Of("Outside.lease-held"));
            await Task.Delay(LookEvery, workspace.Clock, ct);
        }
    }
}

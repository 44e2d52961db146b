using AccessGov.App.Audit;
using AccessGov.App.Enrolment;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.App.Reviews;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Events;

/// <summary>The nightly sweep: what a crash left unsealed or not enqueued, then a plan for everybody.</summary>
public static class ReconcileNightly
{
    private const int PlansLookedAt = 50;

    /// <summary>Sweeps and plans.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The trigger on whose behalf this happens; the record names it.</param>
    /// <param name="log">Signs the record and has it witnessed.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, LogKeeping log, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(log);
        await SweepStatements.RunAsync(workspace, actor, ct);
        await SuppliedByHand.SweepAsync(workspace, actor, ct);
        await RecheckRequests.RunAsync(workspace, actor, ct);
        await SignedOnce.SweepAsync(workspace, ct);
        await EnrolmentNightly.SweepAsync(workspace, ct);
        await ReadRegistrations.RunAsync(workspace, actor, ct);
        await ReviewNightly.RunAsync(workspace, actor, ct);
        await ReadSignIns.BeginAsync(workspace, actor, ct);
        await SealNightly.RunAsync(workspace, ct);
        await log.RunAsync(workspace, actor, anew: true, ct);
        await log.EraseAsync(workspace, actor, ct);
        // Killed between a commit and its message, a plan would stand still. A second chain of messages is harmless.
        foreach (var state in await PlanList.NewestAsync(workspace, PlansLookedAt, ct))
            if (state.Status is PlanStatus.Approved or PlanStatus.Applying)
                await new WorkMessage(workspace.Tenant, state.Id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
        await PlanToday.RunAsync(workspace, actor, null, ct);
        await UntakenRights.TellAsync(workspace, actor, ct);
        await SweepStore.RunAsync(workspace, actor, ct);
        // After the plan: for the record alone, so nothing waits for it.
        await RecordHolders.MonthlyAsync(workspace, actor, ct);
        await EnrolmentRates.KeepAsync(workspace, ct);
    }
}

using AccessGov.App.Audit;
using AccessGov.App.Enrolment;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
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
    /// <param name="key">Signs a checkpoint; without a key file an operator's command line signs.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="log">Keeps the record's log; null where nobody does.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, SigningKey key, CancellationToken ct, LogKeeping? log = null)
    {
        await SweepStatements.RunAsync(workspace, actor, ct);
        await SuppliedByHand.SweepAsync(workspace, actor, ct);
        await RecheckRequests.RunAsync(workspace, actor, ct);
        await SignedOnce.SweepAsync(workspace, ct);
        await EnrolmentNightly.SweepAsync(workspace, ct);
        await ReadRegistrations.RunAsync(workspace, actor, ct);
        await ReviewNightly.RunAsync(workspace, actor, ct);
        await ReadSignIns.BeginAsync(workspace, actor, ct);
        await SealAudit.EverythingAsync(workspace, ct);
        await SignAsync(workspace, actor, key, ct);
        if (log is not null)
            await log.RunAsync(workspace, actor, anew: true, ct);
        // Killed between a commit and its message, a plan would stand still. A second chain of messages is harmless.
        foreach (var state in await PlanList.NewestAsync(workspace, PlansLookedAt, ct))
            if (state.Status is PlanStatus.Approved or PlanStatus.Applying)
                await new WorkMessage(workspace.Tenant, state.Id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
        await PlanToday.RunAsync(workspace, actor, null, ct);
        await UntakenRights.TellAsync(workspace, actor, ct);
        // After the plan: for the record alone, so nothing waits for it.
        await RecordHolders.MonthlyAsync(workspace, actor, ct);
        await EnrolmentRates.KeepAsync(workspace, ct);
    }

    /// <summary>
    /// A key that cannot be used is for people to mend; that nobody's access is reconciled meanwhile would be the greater harm.
    /// </summary>
    private static async Task SignAsync(Workspace workspace, Actor actor, SigningKey key, CancellationToken ct)
    {
        try
        {
            using var signer = await key.FindAsync(ct);
            if (signer is not null && await SealAudit.CheckpointAsync(workspace, signer, ct) is { } broken)
                await IncidentLog.AddAsync(workspace, actor, new Incident("audit-broken", "chain", broken), ct);
        }
        catch (OutsideFailureException e)
            when (e.Kind is OutsideFailure.Permanent && e.Kind.Code.StartsWith("signing-key-", StringComparison.Ordinal))
        {
            await IncidentLog.AddAsync(workspace, actor, new Incident("checkpoint-unsigned", "chain", e.Message), ct);
        }
    }
}

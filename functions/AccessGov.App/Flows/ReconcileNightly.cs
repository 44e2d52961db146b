using AccessGov.App.Audit;
using AccessGov.Core.Audit;

namespace AccessGov.App.Flows;

/// <summary>The nightly sweep: what a crash left unsealed or not enqueued, then a plan for everybody.</summary>
public static class ReconcileNightly
{
    private const int PlansLookedAt = 50;

    /// <summary>Sweeps and plans.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="actor">The trigger.</param>
    /// <param name="signingKeyFile">Signs a checkpoint when the key is here; on Azure Functions it usually is not, and an operator's command line signs.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, string signingKeyFile, CancellationToken ct)
    {
        await SweepStatements.RunAsync(workspace, actor, ct);
        await SealAudit.EverythingAsync(workspace, ct);
        if (File.Exists(signingKeyFile))
        {
            using var signer = CheckpointSigner.Open(signingKeyFile);
            if (await SealAudit.CheckpointAsync(workspace, signer, ct) is { } broken)
                await OpenFindings.AddAsync(workspace, actor, new OpenFinding("audit-broken", "chain", broken), ct);
        }
        // Killed between a commit and its message, a plan would stand still. A second chain of messages is harmless.
        foreach (var state in await PlanList.NewestAsync(workspace, PlansLookedAt, ct))
            if (state.Status is PlanStatus.Approved or PlanStatus.Applying)
                await new WorkMessage(workspace.Tenant, state.Id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
        await PlanToday.RunAsync(workspace, actor, null, ct);
    }
}

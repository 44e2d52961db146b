using AccessGov.Core.Audit;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Flows;

public static partial class ApplyChunk
{
    /// <summary>The lease of everything that writes to a tenant's directory.</summary>
    internal const string LeaseRow = "apply";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Applies one chunk and enqueues what comes next: the next chunk, or the verification. While another chunk runs or an urgent
    /// plan waits, the message is put back for later, which does not count as a failure.
    /// </summary>
    public static async Task FromQueueAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        var message = new WorkMessage(workspace.Tenant, id);
        if (await ApplyUrgent.IsWaitingAsync(workspace, ct) || await Lease.TryTakeAsync(workspace, LeaseRow, ct) is not { } lease)
        {
            await message.SendAsync(workspace, WorkQueues.ApplyChunk, Wait, ct);
            return;
        }
        await using (lease)
            await GoOnAsync(workspace, actor, await RunAsync(workspace, actor, id, ct), message, WorkQueues.ApplyChunk, ct);
    }

    /// <summary>Enqueues what a chunk's result asks for.</summary>
    internal static Task GoOnAsync(Workspace workspace, Actor actor, Result result, WorkMessage message, Storage.QueueName lane, CancellationToken ct) => result switch
    {
        Result.Refused { HeldBack: { } state } => BrakeNow.TellAsync(workspace, actor, state, ct),
        Result.More(_, var notBefore) => message.SendAsync(workspace, lane, notBefore > workspace.Now ? notBefore - workspace.Now : null, ct),
        Result.Done => message.SendAsync(workspace, WorkQueues.VerifyPlan, null, ct),
        Result.Refused(var refusal) => OpenFindings.AddAsync(workspace, actor,
            new OpenFinding("not-applied", message.NeededPlan.Value, $"{refusal.Code}: {refusal.Subject} {refusal.Number} / {refusal.Limit}"), ct),
        _ => throw new InvalidOperationException(result.GetType().Name),
    };
}

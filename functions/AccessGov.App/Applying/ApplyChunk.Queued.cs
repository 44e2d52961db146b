using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

public static partial class ApplyChunk
{
    /// <summary>The lease of everything that writes to a tenant's directory.</summary>
    internal const string LeaseRow = "apply";

    /// <summary>A chunk that somebody else goes before is put back for so long.</summary>
    internal static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// While a directory throttles, a chunk gives the lease back after this long for its look and again for its changes: somebody who must
    /// be shut out may be waiting.
    /// </summary>
    internal static readonly TimeSpan PatienceFor = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Applies one chunk and enqueues what comes next: the next chunk, or the verification. While another chunk runs or an urgent
    /// plan waits, or somebody applies by hand, the message is put back for later, which does not count as a failure.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="id">The approved plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task FromQueueAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        var message = new WorkMessage(workspace.Tenant, id);
        if (
            await Priority.Urgent.IsWantedAsync(workspace, ct)
            || await Priority.ByHand.IsWantedAsync(workspace, ct)
            || await Lease.TryTakeAsync(workspace, LeaseRow, ct) is not { } lease
        )
        {
            await message.SendAsync(workspace, WorkQueues.ApplyChunk, Wait, ct);
            return;
        }
        await using (lease)
            await GoOnAsync(workspace, actor, await RunAsync(InTurn(workspace), actor, id, ct), message, WorkQueues.ApplyChunk, ct);
    }

    /// <summary>
    /// Applies one chunk for somebody at the command line, in turn with a server that may be running: after its present chunk, but after
    /// every urgent plan.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who applies.</param>
    /// <param name="id">The plan.</param>
    /// <param name="waits">Told, each time, that somebody else is at work.</param>
    /// <param name="ct">Cancels the operation between two steps; what is committed stays.</param>
    public static async Task<Result> ByHandAsync(Workspace workspace, Actor actor, PlanId id, Action waits, CancellationToken ct)
    {
        while (true)
        {
            await Priority.ByHand.WantAsync(workspace, ct);
            if (!await Priority.Urgent.IsWantedAsync(workspace, ct) && await Lease.TryTakeAsync(workspace, LeaseRow, ct) is { } lease)
                await using (lease)
                    return await RunAsync(InTurn(workspace), actor, id, ct);
            waits();
            await Task.Delay(Wait, workspace.Clock, ct);
        }
    }

    /// <summary>Lets the queue's chunks go on at once.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task ByHandEndedAsync(Workspace workspace, CancellationToken ct) => Priority.ByHand.EndAsync(workspace, ct);

    private static Workspace InTurn(Workspace workspace) => workspace with { Directory = workspace.Directory.WithPatience(PatienceFor) };

    /// <summary>Enqueues what a chunk's result asks for.</summary>
    internal static Task GoOnAsync(
        Workspace workspace,
        Actor actor,
        Result result,
        WorkMessage message,
        App.Storage.QueueName lane,
        CancellationToken ct
    ) =>
        result switch
        {
            Result.Refused { HeldBack: { } state } => BrakeNow.TellAsync(workspace, actor, state, ct),
            Result.More(_, var notBefore) => message.SendAsync(
                workspace,
                lane,
                notBefore > workspace.Now ? notBefore - workspace.Now : null,
                ct
            ),
            Result.Done => message.SendAsync(workspace, WorkQueues.VerifyPlan, null, ct),
            Result.Refused(var refusal) => IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    PlanIncidents.NotApplied,
                    message.NeededPlan.Value,
                    Wording.Of("Met.not-applied", message.NeededPlan.Brief, RefusalWording.Of(refusal))
                ),
                ct
            ),
            _ => throw new InvalidOperationException(result.GetType().Name),
        };
}

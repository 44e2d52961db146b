using Microsoft.Azure.Functions.Worker;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// Functions that a message starts. One name down the thread: function, use case, queue (in kebab-case).
/// </summary>
/// <param name="boundary">Runs them.</param>
public sealed class Queues(TriggerBoundary boundary)
{
    private const string Storage = "AzureWebJobsStorage";

    /// <summary>A personnel file lies in the inbox: our own message, or Event Grid's.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("HrFileArrived")]
    public Task HrFileArrived([QueueTrigger("hr-file-arrived", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync(
            "HrFileArrived",
            item,
            i => App.Events.HrFileArrived.RunAsync(i.Workspace, i.Actor, i.Installation.Profiles, item, ct)
        );

    /// <summary>One worker's facts changed.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("HrChanged")]
    public Task HrChanged([QueueTrigger("hr-changed", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("HrChanged", item, i => App.Events.HrChanged.RunAsync(i.Workspace, i.Actor, i.Message.NeededWorker, ct));

    /// <summary>What happens to a plan next.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PlanMade")]
    public Task PlanMade([QueueTrigger("plan-made", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("PlanMade", item, i => App.Planning.PlanMade.RunAsync(i.Workspace, i.Message.NeededPlan, ct));

    /// <summary>One chunk of a plan.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("ApplyChunk")]
    public Task ApplyChunk([QueueTrigger("apply-chunk", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("ApplyChunk", item, i => App.Applying.ApplyChunk.FromQueueAsync(i.Workspace, i.Actor, i.Message.NeededPlan, ct));

    /// <summary>The plan of somebody who must be shut out now.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("ApplyUrgent")]
    public Task ApplyUrgent([QueueTrigger("apply-urgent", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("ApplyUrgent", item, i => App.Applying.ApplyUrgent.RunAsync(i.Workspace, i.Actor, i.Message.NeededPlan, ct));

    /// <summary>A plan was applied.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("VerifyPlan")]
    public Task VerifyPlan([QueueTrigger("verify-plan", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("VerifyPlan", item, i => App.Applying.VerifyPlan.FromQueueAsync(i.Workspace, i.Actor, i.Message.NeededPlan, ct));

    /// <summary>An account or a group was changed, or a subscription.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("DirectoryChanged")]
    public Task DirectoryChanged([QueueTrigger("directory-changed", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("DirectoryChanged", item, i => App.Drift.DirectoryChanged.RunAsync(i.Workspace, i.Actor, i.Message, ct));

    /// <summary>A partition has new facts.</summary>
    /// <param name="item">The message: ids, never data.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("SealAudit")]
    public Task SealAudit([QueueTrigger("seal-audit", Connection = Storage)] string item, CancellationToken ct) =>
        boundary.RunAsync("SealAudit", item, i => App.Audit.SealAudit.PartitionAsync(i.Workspace, i.Message.NeededScope, ct));
}

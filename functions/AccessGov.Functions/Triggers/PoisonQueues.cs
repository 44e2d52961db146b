using AccessGov.App.Storage;
using AccessGov.App.Work;
using Microsoft.Azure.Functions.Worker;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// Functions for the messages that failed too often, one for each queue: the part of the name after the hyphen says whose.
/// </summary>
/// <param name="boundary">Runs them.</param>
public sealed class PoisonQueues(TriggerBoundary boundary)
{
    private const string Storage = "AzureWebJobsStorage";

    /// <summary>A message of <c>hr-file-arrived</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-HrFileArrived")]
    public Task HrFileArrived([QueueTrigger("hr-file-arrived-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-HrFileArrived", WorkQueues.HrFileArrived, item, ct);

    /// <summary>A message of <c>hr-changed</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-HrChanged")]
    public Task HrChanged([QueueTrigger("hr-changed-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-HrChanged", WorkQueues.HrChanged, item, ct);

    /// <summary>A message of <c>plan-made</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-PlanMade")]
    public Task PlanMade([QueueTrigger("plan-made-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-PlanMade", WorkQueues.PlanMade, item, ct);

    /// <summary>A message of <c>apply-chunk</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-ApplyChunk")]
    public Task ApplyChunk([QueueTrigger("apply-chunk-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-ApplyChunk", WorkQueues.ApplyChunk, item, ct);

    /// <summary>A message of <c>apply-urgent</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-ApplyUrgent")]
    public Task ApplyUrgent([QueueTrigger("apply-urgent-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-ApplyUrgent", WorkQueues.ApplyUrgent, item, ct);

    /// <summary>A message of <c>verify-plan</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-VerifyPlan")]
    public Task VerifyPlan([QueueTrigger("verify-plan-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-VerifyPlan", WorkQueues.VerifyPlan, item, ct);

    /// <summary>A message of <c>directory-changed</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-DirectoryChanged")]
    public Task DirectoryChanged([QueueTrigger("directory-changed-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-DirectoryChanged", WorkQueues.DirectoryChanged, item, ct);

    /// <summary>A message of <c>seal-audit</c> failed too often.</summary>
    /// <param name="item">The message.</param>
    /// <param name="ct">Cancels the run.</param>
    [Function("PoisonArrived-SealAudit")]
    public Task SealAudit([QueueTrigger("seal-audit-poison", Connection = Storage)] string item, CancellationToken ct) =>
        ArrivedAsync("PoisonArrived-SealAudit", WorkQueues.SealAudit, item, ct);

    private Task ArrivedAsync(string function, QueueName queue, string item, CancellationToken ct) =>
        boundary.RunAsync(function, item, i => App.Events.PoisonArrived.RunAsync(i.Workspace, i.Actor, queue, item, ct));
}

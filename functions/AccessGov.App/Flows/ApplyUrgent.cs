using System.Text.Json;
using AccessGov.App.Hosting;
using AccessGov.App.Kept;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Flows;

/// <summary>Applies the plan of somebody who must be shut out now: it waits for the chunk that is under way, and for nothing else.</summary>
public static class ApplyUrgent
{
    private const string Scope = "urgent";
    private const string Row = "waiting";
    private static readonly TimeSpan WaitsFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private sealed record Waiting(DateTimeOffset Until);

    /// <summary>Applies the whole plan.</summary>
    /// <exception cref="OutsideFailureException">Another writer did not let go in time; try again.</exception>
    public static async Task RunAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        var message = new WorkMessage(workspace.Tenant, id);
        await MarkAsync(workspace, workspace.Now + WaitsFor, ct);
        await using (await TakeAsync(workspace, ct))
        {
            var result = await ApplyChunk.RunAsync(workspace, actor, id, ct);
            while (result is ApplyChunk.Result.More { NotBefore: null }) result = await ApplyChunk.RunAsync(workspace, actor, id, ct);
            await ApplyChunk.GoOnAsync(workspace, actor, result, message, WorkQueues.ApplyUrgent, ct);
        }
        await MarkAsync(workspace, workspace.Now, ct);
    }

    /// <summary>True while an urgent plan wants to be next.</summary>
    internal static async Task<bool> IsWaitingAsync(Workspace workspace, CancellationToken ct) =>
        await Ledger.ReadAsync<Waiting>(workspace, Scope, Row, ct) is { } waiting && waiting.Until > workspace.Now;

    private static async Task<Lease> TakeAsync(Workspace workspace, CancellationToken ct)
    {
        var until = workspace.Now + WaitsFor;
        while (true)
        {
            if (await Lease.TryTakeAsync(workspace, ApplyChunk.LeaseRow, ct) is { } lease) return lease;
            if (workspace.Now > until)
                throw new OutsideFailureException(new OutsideFailure.Transient("lease-held"), "Another writer holds the tenant's directory.");
            await Task.Delay(LookEvery, workspace.Clock, ct);
        }
    }

    // Two urgent plans share the mark; the first to end lifts it, and the second waits for one chunk more at worst.
    private static Task<CommitResult> MarkAsync(Workspace workspace, DateTimeOffset until, CancellationToken ct) =>
        workspace.Records.CommitAsync(new PartitionKey(workspace.Tenant, Scope),
            [new RecordWrite.Upsert(Row, JsonSerializer.SerializeToUtf8Bytes(new Waiting(until), CoreJson.Options))], ct);
}

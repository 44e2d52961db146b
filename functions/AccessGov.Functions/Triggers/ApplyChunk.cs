namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>apply-chunk</c>: one chunk of a plan.</summary>
internal static class ApplyChunk
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Applying.ApplyChunk.FromQueueAsync(call.Workspace, call.Actor, call.Message.NeededPlan, ct);
}

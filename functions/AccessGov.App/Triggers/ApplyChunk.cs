using AccessGov.App.Hosting;

namespace AccessGov.App.Triggers;

/// <summary>Queue <c>apply-chunk</c>: one chunk of a plan.</summary>
internal static class ApplyChunk
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        Flows.ApplyChunk.FromQueueAsync(call.Workspace, call.Actor, call.Message.NeededPlan, ct);
}

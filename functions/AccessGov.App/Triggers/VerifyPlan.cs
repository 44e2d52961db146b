using AccessGov.App.Hosting;

namespace AccessGov.App.Triggers;

/// <summary>Queue <c>verify-plan</c>: a plan was applied.</summary>
internal static class VerifyPlan
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        Flows.VerifyPlan.FromQueueAsync(call.Workspace, call.Actor, call.Message.NeededPlan, ct);
}

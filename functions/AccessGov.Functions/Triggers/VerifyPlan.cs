namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>verify-plan</c>: a plan was applied.</summary>
internal static class VerifyPlan
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Applying.VerifyPlan.FromQueueAsync(call.Workspace, call.Actor, call.Message.NeededPlan, ct);
}

namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>apply-urgent</c>: the plan of somebody who must be shut out now.</summary>
internal static class ApplyUrgent
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Applying.ApplyUrgent.RunAsync(call.Workspace, call.Actor, call.Message.NeededPlan, ct);
}

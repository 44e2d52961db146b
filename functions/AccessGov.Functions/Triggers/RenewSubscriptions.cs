namespace AccessGov.Functions.Triggers;

/// <summary>Timer, hourly: subscriptions to change notifications.</summary>
internal static class RenewSubscriptions
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Drift.RenewSubscriptions.RunAsync(call.Workspace, call.Actor, ct);
}

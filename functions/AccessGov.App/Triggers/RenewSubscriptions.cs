using AccessGov.App.Hosting;

namespace AccessGov.App.Triggers;

/// <summary>Timer, hourly: subscriptions to change notifications.</summary>
internal static class RenewSubscriptions
{
    public static Task RunAsync(Invocation call, CancellationToken ct) => Flows.RenewSubscriptions.RunAsync(call.Workspace, call.Actor, ct);
}

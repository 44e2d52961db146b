namespace AccessGov.Functions.Triggers;

/// <summary>Timer <c>%NIGHTLY_CRON%</c>, UTC.</summary>
internal static class ReconcileNightly
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Events.ReconcileNightly.RunAsync(call.Workspace, call.Actor, call.Installation.SigningKey, ct);
}

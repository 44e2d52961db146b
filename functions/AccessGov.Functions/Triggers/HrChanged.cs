namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>hr-changed</c>: one worker's facts changed.</summary>
internal static class HrChanged
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Events.HrChanged.RunAsync(call.Workspace, call.Actor, call.Message.NeededWorker, ct);
}

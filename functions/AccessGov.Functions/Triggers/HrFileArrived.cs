namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>hr-file-arrived</c>: our own message, or Event Grid's.</summary>
internal static class HrFileArrived
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Events.HrFileArrived.RunAsync(call.Workspace, call.Actor, call.Installation.Profiles, call.NeededItem, ct);
}

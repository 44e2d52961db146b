namespace AccessGov.Functions.Triggers;

/// <summary>Timer, 15:00 UTC: midnight in Japan, which has no summer time.</summary>
internal static class TurnOfDay
{
    public static Task RunAsync(Invocation call, CancellationToken ct) => App.Events.TurnOfDay.RunAsync(call.Workspace, call.Actor, ct);
}

namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>plan-made</c>: what happens to a plan next.</summary>
internal static class PlanMade
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Planning.PlanMade.RunAsync(call.Workspace, call.Message.NeededPlan, call.Installation.Settings.PlanValidFor, ct);
}

namespace AccessGov.Functions.Triggers;

/// <summary>Queues <c>…-poison</c>: the part of the function's name after the hyphen says whose.</summary>
internal static class PoisonArrived
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Events.PoisonArrived.RunAsync(
            call.Workspace,
            call.Actor,
            TriggerTable.QueueOf(call.Function.Split(TriggerTable.Of)[1]),
            call.NeededItem,
            ct
        );
}

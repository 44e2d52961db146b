namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>seal-audit</c>: a partition has new facts.</summary>
internal static class SealAudit
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Audit.SealAudit.PartitionAsync(call.Workspace, call.Message.NeededScope, ct);
}

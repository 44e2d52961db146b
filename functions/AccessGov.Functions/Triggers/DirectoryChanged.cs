namespace AccessGov.Functions.Triggers;

/// <summary>Queue <c>directory-changed</c>: an account or a group was changed, or a subscription.</summary>
internal static class DirectoryChanged
{
    public static Task RunAsync(Invocation call, CancellationToken ct) =>
        App.Drift.DirectoryChanged.RunAsync(call.Workspace, call.Actor, call.Message, ct);
}

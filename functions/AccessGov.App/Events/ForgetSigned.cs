using AccessGov.App.Work;

namespace AccessGov.App.Events;

/// <summary>
/// Signed requests are remembered while they could be sent again, and not much longer: whoever sends many must not fill the store until
/// the night.
/// </summary>
public static class ForgetSigned
{
    /// <summary>Forgets those whose time has passed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task RunAsync(Workspace workspace, CancellationToken ct) => SignedOnce.SweepAsync(workspace, ct);
}

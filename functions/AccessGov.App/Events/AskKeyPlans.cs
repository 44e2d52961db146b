using AccessGov.App.Enrolment;
using AccessGov.App.Work;

namespace AccessGov.App.Events;

/// <summary>A lost key shuts within minutes, also when the process was killed just after the loss was written down.</summary>
public static class AskKeyPlans
{
    /// <summary>Asks for the plans that are still to be asked for.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task RunAsync(Workspace workspace, CancellationToken ct) => KeyDesk.AskLeftAsync(workspace, ct);
}

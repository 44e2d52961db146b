using AccessGov.App.Enrolment;
using AccessGov.App.Requests;
using AccessGov.App.Work;

namespace AccessGov.App.Events;

/// <summary>
/// A lost key shuts within minutes, and what was asked for and agreed to arrives, also when the process was killed just after it was
/// written down.
/// </summary>
public static class AskKeyPlans
{
    /// <summary>Asks for the plans that are still to be asked for.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        await KeyDesk.AskLeftAsync(workspace, ct);
        await RequestDesk.AskLeftAsync(workspace, ct);
    }
}

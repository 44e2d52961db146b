using AccessGov.App.Audit;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>Hourly: signs the record's log where something is new, and has it witnessed.</summary>
public static class KeepLog
{
    /// <summary>Signs and asks.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The trigger on whose behalf this happens; incidents name it.</param>
    /// <param name="log">Keeps the log.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task RunAsync(Workspace workspace, Actor actor, LogKeeping log, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.RunAsync(workspace, actor, anew: false, ct);
    }
}

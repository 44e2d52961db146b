using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>A message that somebody retried was processed: the incident that told of it is over.</summary>
public static class RetriedMessage
{
    /// <summary>Ends the incident of a message, if it has one. Twice is harmless.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="item">The message that was processed.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task ProcessedAsync(Workspace workspace, Actor actor, string item, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(item);
        // Nearly no message has one: those are not read twice.
        if (!item.Contains("\"incident\"", StringComparison.Ordinal))
            return;
        try
        {
            if (WorkMessage.Read(workspace, item).Incident is { } incident)
                await IncidentLog.EndAsync(workspace, actor, incident, Wording.Of("Over.message-processed"), ct);
        }
        // Somebody else's words: the function has read them as it should.
        catch (FormatException) { }
    }
}

using AccessGov.App.Incidents;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>
/// A message that failed too often becomes an incident that people see and can retry. Nothing is lost in a queue nobody reads.
/// </summary>
public static class PoisonArrived
{
    /// <summary>Keeps the message.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="queue">The queue that the message came from.</param>
    /// <param name="message">The message's text, unread.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task RunAsync(Workspace workspace, Actor actor, QueueName queue, string message, CancellationToken ct) =>
        IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident("message-failed", queue.Value, Wording.Of("Met.message-failed", queue))
            {
                Queue = queue.Value,
                Message = Untraced(workspace, message),
            },
            ct
        );

    /// <summary>The same message that fails in two traces is one incident, and a retry by hand is an event of its own.</summary>
    private static string Untraced(Workspace workspace, string message)
    {
        try
        {
            return (WorkMessage.Read(workspace, message) with { Trace = null, ArrivedAt = null, Incident = null }).Text;
        }
        catch (FormatException)
        {
            return message;
        }
    }
}

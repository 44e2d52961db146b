using AccessGov.App.Storage;

namespace AccessGov.App.Work;

/// <summary>
/// A message whose function failed for a reason outside that may pass: a copy is enqueued for later, with a growing delay, and the
/// message itself has done its work. So an outage of hours makes no incident, and the poison queue is left to bugs and bad messages.
/// The host's own repetition would give up after minutes, and neither host lets a function choose the delay.
/// </summary>
internal static class DelayedRetry
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    /// <summary>Enqueues the copy.</summary>
    /// <returns>The delay; null when the message is none of ours or has come back for more than four hours: then it fails as any
    /// other.</returns>
    public static async Task<TimeSpan?> RunAsync(
        Workspace workspace,
        QueueName queue,
        string item,
        TimeSpan? retryAfter,
        CancellationToken ct
    )
    {
        if (Read(workspace, queue, item) is not { } message)
            return null;
        // Whoever must be shut out is tried every minute; together each lane takes a little over four hours.
        var (longest, most) =
            queue == WorkQueues.ApplyUrgent || queue == WorkQueues.HrChanged
                ? (TimeSpan.FromMinutes(1), 245)
                : (TimeSpan.FromMinutes(15), 24);
        var times = message.PutBack ?? 0;
        if (times >= most)
            return null;
        var delay = First * Math.Pow(2, Math.Min(times, 10));
        if (retryAfter > delay)
            delay = retryAfter.Value;
        if (delay > longest)
            delay = longest;
        await (message with { PutBack = times + 1 }).SendAsync(workspace, queue, delay, ct);
        return delay;
    }

    /// <summary>
    /// The message as if it had never been put back: somebody retries it for an incident, which is over once it was processed.
    /// </summary>
    public static string Afresh(Workspace workspace, QueueName queue, string item, string incident) =>
        Read(workspace, queue, item) is { } message ? (message with { PutBack = null, Incident = incident }).Text : item;

    private static WorkMessage? Read(Workspace workspace, QueueName queue, string item)
    {
        try
        {
            // Event Grid's event becomes a message of ours: it must carry how often it came back.
            return
                queue == WorkQueues.HrFileArrived
                && InboxMessage.NameOf(workspace, item) is { } name
                && !item.Contains("\"tenant\"", StringComparison.Ordinal)
                ? new WorkMessage(workspace.Tenant, File: name)
                : WorkMessage.Read(workspace, item);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

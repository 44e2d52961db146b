using System.Collections.Concurrent;
using AccessGov.App.Storage;

namespace AccessGov.Functions.Serve;

/// <summary>Tells the idle pump of a queue that this process has just put a message into it: it looks at once.</summary>
internal sealed class WorkSignals
{
    private readonly ConcurrentDictionary<QueueName, TaskCompletionSource> next = new();

    /// <summary>Ends every wait for the queue.</summary>
    /// <param name="queue">The queue that has a new message.</param>
    public void Beat(QueueName queue)
    {
        if (next.TryRemove(queue, out var waited))
            waited.SetResult();
    }

    /// <summary>The queue's next signal. Take it before looking, or a message in between is missed.</summary>
    /// <param name="queue">The queue that has a new message.</param>
    public Task Next(QueueName queue) =>
        next.GetOrAdd(queue, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}

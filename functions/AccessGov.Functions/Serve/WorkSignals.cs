using System.Collections.Concurrent;
using AccessGov.App.Storage;

namespace AccessGov.Functions.Serve;

/// <summary>Tells the idle pump of a queue that this process has just put a message into it: it looks at once.</summary>
internal sealed class WorkSignals
{
    // Whatever becomes visible later is found by looking.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<QueueName, TaskCompletionSource> next = new();

    /// <summary>Ends every wait for the queue.</summary>
    /// <param name="queue">The queue that has a new message.</param>
    public void Beat(QueueName queue)
    {
        if (next.TryRemove(queue, out var waited))
            waited.SetResult();
    }

    /// <summary>Ends every wait for the queue when a message becomes visible.</summary>
    /// <param name="queue">The queue that has the message.</param>
    /// <param name="delay">When that is, from now; zero for at once.</param>
    /// <param name="clock">The time.</param>
    public void BeatAfter(QueueName queue, TimeSpan delay, TimeProvider clock)
    {
        if (delay <= TimeSpan.Zero)
            Beat(queue);
        else if (delay <= LongestWait)
            _ = LaterAsync();

        async Task LaterAsync()
        {
            await Task.Delay(delay, clock);
            Beat(queue);
        }
    }

    /// <summary>The queue's next signal. Take it before looking, or a message in between is missed.</summary>
    /// <param name="queue">The queue that has a new message.</param>
    public Task Next(QueueName queue) =>
        next.GetOrAdd(queue, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}

namespace AccessGov.App.Storage;

/// <summary>
/// Messages delivered at least once, in no promised order; they never expire. A queue exists as soon as it is used. Who gives a message
/// up sends its body to <see cref="QueueName.Poison"/> and then deletes it. All methods throw
/// <see cref="App.Failures.OutsideFailureException"/> when the queue cannot be reached or has no room.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Sends a message; after a lost reply it may be there twice.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="body">Text of at most <see cref="QueueLimits.MaxBodyBytes"/> bytes in UTF-8.</param>
    /// <param name="visibleAfter">Delay before it can be received; null for none, at most <see cref="QueueLimits.MaxFor"/>.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <exception cref="ArgumentException">The body or the delay is out of range.</exception>
    Task SendAsync(QueueName queue, string body, TimeSpan? visibleAfter, CancellationToken cancellation);

    /// <summary>Takes up to <paramref name="max"/> visible messages and hides them from others.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="max">1 to <see cref="QueueLimits.MaxReceive"/>.</param>
    /// <param name="visibilityFor">How long they are hidden: 1 second to <see cref="QueueLimits.MaxFor"/>.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    Task<IReadOnlyList<QueueMessage>> ReceiveAsync(QueueName queue, int max, TimeSpan visibilityFor, CancellationToken cancellation);

    /// <summary>Removes a held message. True when it is gone (now or before), false when the hold was lost to another receiver.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="message">The message as it was received: it names the hold.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    Task<bool> DeleteAsync(QueueName queue, QueueMessage message, CancellationToken cancellation);

    /// <summary>Holds the message longer, counted from now; zero releases it at once.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="message">The message as it was received: it names the hold.</param>
    /// <param name="visibleAfter">How long from now.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The message with its new receipt; null when the hold was lost.</returns>
    Task<QueueMessage?> ExtendAsync(QueueName queue, QueueMessage message, TimeSpan visibleAfter, CancellationToken cancellation);

    /// <summary>About how many messages the queue has, held and delayed ones included.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    Task<long> PeekCountAsync(QueueName queue, CancellationToken cancellation);
}

using AccessGov.App.Storage;

namespace AccessGov.Functions.Serve;

/// <summary>
/// A work queue whose messages wake the pump of this process: at once, or when they become visible. Other replicas find them by polling.
/// </summary>
/// <param name="queue">Where messages are kept.</param>
/// <param name="signals">Who is told.</param>
/// <param name="clock">The time.</param>
internal sealed class SignallingQueue(IWorkQueue queue, WorkSignals signals, TimeProvider clock) : IWorkQueue
{
    /// <inheritdoc/>
    public async Task SendAsync(QueueName queueName, string body, TimeSpan? visibleAfter, CancellationToken cancellation)
    {
        await queue.SendAsync(queueName, body, visibleAfter, cancellation);
        signals.BeatAfter(queueName, visibleAfter ?? TimeSpan.Zero, clock);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        QueueName queueName,
        int max,
        TimeSpan visibilityFor,
        CancellationToken cancellation
    ) => queue.ReceiveAsync(queueName, max, visibilityFor, cancellation);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(QueueName queueName, QueueMessage message, CancellationToken cancellation) =>
        queue.DeleteAsync(queueName, message, cancellation);

    /// <inheritdoc/>
    public Task<QueueMessage?> ExtendAsync(
        QueueName queueName,
        QueueMessage message,
        TimeSpan visibleAfter,
        CancellationToken cancellation
    ) => queue.ExtendAsync(queueName, message, visibleAfter, cancellation);

    /// <inheritdoc/>
    public Task<long> PeekCountAsync(QueueName queueName, CancellationToken cancellation) => queue.PeekCountAsync(queueName, cancellation);
}

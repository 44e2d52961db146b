using AccessGov.App.Storage;

namespace AccessGov.Sandbox;

/// <summary>A queue that nobody reaches any more: whoever sends is where a killed process would be.</summary>
internal sealed class KilledQueue(IWorkQueue queue, QueueName at) : IWorkQueue
{
    public Task SendAsync(QueueName name, string body, TimeSpan? visibleAfter, CancellationToken cancellation) =>
        name == at ? throw new OperationCanceledException("Killed.") : queue.SendAsync(name, body, visibleAfter, cancellation);

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        QueueName name,
        int max,
        TimeSpan visibilityFor,
        CancellationToken cancellation
    ) => queue.ReceiveAsync(name, max, visibilityFor, cancellation);

    public Task<bool> DeleteAsync(QueueName name, QueueMessage message, CancellationToken cancellation) =>
        queue.DeleteAsync(name, message, cancellation);

    public Task<QueueMessage?> ExtendAsync(QueueName name, QueueMessage message, TimeSpan visibleAfter, CancellationToken cancellation) =>
        queue.ExtendAsync(name, message, visibleAfter, cancellation);

    public Task<long> PeekCountAsync(QueueName name, CancellationToken cancellation) => queue.PeekCountAsync(name, cancellation);
}

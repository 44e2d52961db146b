using System.Text;
using AccessGov.Core.Kernel;
using Azure;
using Azure.Storage.Queues;

namespace AccessGov.App.Storage.Azure;

/// <summary>
/// Azure Storage queues, each made when the first message is sent. Bodies are base64 of UTF-8, as the Functions host expects
/// (<c>messageEncoding: base64</c>); a message that somebody put there unencoded is delivered as it is, for the caller to refuse.
/// Azure may answer a lost hold like a message that is gone, so a deletion's true is weaker here than with SQLite.
/// </summary>
/// <param name="service">The storage account's queues, without a message encoding of their own.</param>
public sealed class StorageWorkQueue(QueueServiceClient service) : IWorkQueue
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // "-1: the message does not expire" (Put Message).
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <inheritdoc/>
    public Task SendAsync(QueueName queue, string body, TimeSpan? visibleAfter, CancellationToken cancellation)
    {
        QueueLimits.CheckBody(body);
        QueueLimits.CheckDelay(visibleAfter ?? TimeSpan.Zero);
        var (client, text) = (service.GetQueueClient(queue.Value), Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
        return GuardedAsync(
            queue,
            "sent to",
            async () =>
            {
                try
                {
                    return await client.SendMessageAsync(text, WholeSeconds(visibleAfter), Forever, cancellation).ConfigureAwait(false);
                }
                catch (RequestFailedException e) when (e.ErrorCode == "QueueNotFound")
                {
                    await client.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
                    return await client.SendMessageAsync(text, WholeSeconds(visibleAfter), Forever, cancellation).ConfigureAwait(false);
                }
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(QueueName queue, int max, TimeSpan visibilityFor, CancellationToken cancellation)
    {
        QueueLimits.CheckReceive(max, visibilityFor);
        return GuardedAsync<IReadOnlyList<QueueMessage>>(
            queue,
            "received from",
            async () =>
            {
                try
                {
                    var reply = await service
                        .GetQueueClient(queue.Value)
                        .ReceiveMessagesAsync(max, WholeSeconds(visibilityFor), cancellation)
                        .ConfigureAwait(false);
                    return
                    [
                        .. reply.Value.Select(m => new QueueMessage(
                            m.MessageId,
                            m.PopReceipt,
                            Decoded(m.MessageText),
                            m.DequeueCount,
                            m.InsertedOn ?? default
                        )),
                    ];
                }
                catch (RequestFailedException e) when (e.ErrorCode == "QueueNotFound")
                {
                    return [];
                }
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(QueueName queue, QueueMessage message, CancellationToken cancellation) =>
        GuardedAsync(
            queue,
            "deleted from",
            async () =>
            {
                try
                {
                    await service
                        .GetQueueClient(queue.Value)
                        .DeleteMessageAsync(message.Id, message.PopReceipt, cancellation)
                        .ConfigureAwait(false);
                    return true;
                }
                catch (RequestFailedException e) when (IsLost(e))
                {
                    return e.Status == 404;
                }
            },
            cancellation
        );

    /// <inheritdoc/>
    public Task<QueueMessage?> ExtendAsync(QueueName queue, QueueMessage message, TimeSpan visibleAfter, CancellationToken cancellation)
    {
        QueueLimits.CheckDelay(visibleAfter);
        return GuardedAsync(
            queue,
            "extended in",
            async () =>
            {
                try
                {
                    var reply = await service
                        .GetQueueClient(queue.Value)
                        .UpdateMessageAsync(message.Id, message.PopReceipt, (string?)null, WholeSeconds(visibleAfter)!.Value, cancellation)
                        .ConfigureAwait(false);
                    return message with { PopReceipt = reply.Value.PopReceipt };
                }
                // Also when our own update was repeated after a lost reply: the new receipt is unknown, so the message comes back by
                // itself.
                catch (RequestFailedException e) when (IsLost(e))
                {
                    return null;
                }
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public Task<long> PeekCountAsync(QueueName queue, CancellationToken cancellation) =>
        GuardedAsync(
            queue,
            "counted in",
            async () =>
            {
                try
                {
                    return (await service.GetQueueClient(queue.Value).GetPropertiesAsync(cancellation).ConfigureAwait(false))
                        .Value
                        .ApproximateMessagesCountLong;
                }
                catch (RequestFailedException e) when (e.Status == 404)
                {
                    return 0;
                }
            },
            cancellation
        );

    private static bool IsLost(RequestFailedException e) => e.ErrorCode is "PopReceiptMismatch" or "MessageNotFound" or "QueueNotFound";

    // Azure counts whole seconds; a shorter delay would be none.
    private static TimeSpan? WholeSeconds(TimeSpan? span) => span is { } s ? TimeSpan.FromSeconds(Math.Ceiling(s.TotalSeconds)) : null;

    private static string Decoded(string text)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(text));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return text;
        }
    }

    private static Task<T> GuardedAsync<T>(QueueName queue, string what, Func<Task<T>> act, CancellationToken cancellation) =>
        AzureFailures.GuardedAsync(Wording.Of("Outside.queue", queue, what), act, cancellation);
}

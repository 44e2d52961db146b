using System.Text;
using AccessGov.Functions.Serve;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// A queue trigger as the storage extension runs it: hidden for ten minutes, seen again after a failure, to the poison queue after
/// <c>maxDequeueCount</c>; a poison queue has none of its own and leaves the message hidden.
/// </summary>
internal sealed class QueueListener(Binding.Queue binding, QueueServiceClient service, Invocations invocations, HostRules rules)
{
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private readonly QueueClient queue = service.GetQueueClient(binding.Name.Value);
    private readonly bool isPoison = binding.Name.Value.EndsWith("-poison", StringComparison.Ordinal);

    public async Task RunAsync(CancellationToken stop)
    {
        var pause = ShortestPause;
        while (!stop.IsCancellationRequested)
            try
            {
                var messages = (await queue.ReceiveMessagesAsync(rules.BatchSize, Hidden, stop)).Value;
                await Task.WhenAll(messages.Select(m => HandleAsync(m, stop)));
                pause =
                    messages.Length > 0 ? ShortestPause
                    : pause * 2 < rules.MaxPollingInterval ? pause * 2
                    : rules.MaxPollingInterval;
                if (messages.Length == 0)
                    await Task.Delay(pause, stop);
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                await Task.Delay(rules.MaxPollingInterval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken stop)
    {
        var text = Decoded(message.MessageText);
        var failure = await invocations.CallAsync(
            binding.Function,
            Invocations.QueuePayload(binding.Function, text, message.DequeueCount, message.MessageId, DateTimeOffset.UtcNow),
            stop
        );
        if (failure is null)
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
        else if (isPoison)
            return;
        else if (message.DequeueCount < rules.MaxDequeueCount)
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, rules.RetryAfter, stop);
        else
        {
            var poison = service.GetQueueClient(binding.Name.Poison.Value);
            await poison.CreateIfNotExistsAsync(cancellationToken: stop);
            await poison.SendMessageAsync(message.MessageText, stop);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
        }
    }

    private static string Decoded(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
}

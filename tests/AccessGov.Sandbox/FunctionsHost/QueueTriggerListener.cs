using System.Text;
using AccessGov.Sandbox.FunctionsHost.Rpc;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// A queue as the storage extension listens to it: batches, messages hidden while they are worked on and hidden again before that ends,
/// seen again after a failure, to the poison queue after <c>maxDequeueCount</c>; a poison queue has none of its own and leaves the
/// message hidden.
/// </summary>
internal sealed class QueueTriggerListener(
    HostedFunction function,
    QueueClient queue,
    QueueClient poison,
    FunctionCaller caller,
    FunctionsHostRules rules,
    TimeSpan hiddenFor
)
{
    private const int Gone = StatusCodes.Status404NotFound;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private readonly bool hasPoison = !queue.Name.EndsWith("-poison", StringComparison.Ordinal);

    public async Task ListenAsync(CancellationToken stop)
    {
        var running = new List<Task>();
        var pause = ShortestPause;
        while (!stop.IsCancellationRequested)
        {
            var messages = await ReceiveAsync(stop);
            running.AddRange(messages.Select(m => HandleAsync(m, stop)));
            while (running.Count > rules.NewBatchThreshold)
            {
                var done = await Task.WhenAny(running);
                running.Remove(done);
                // A host that gave up, or a fault of this one: it must not be lost.
                await done;
            }
            pause =
                messages.Length > 0 ? ShortestPause
                : pause * 2 < rules.MaxPollingInterval ? pause * 2
                : rules.MaxPollingInterval;
            if (messages.Length == 0)
                await Task.Delay(pause, stop);
        }
    }

    /// <summary>An absent queue is an empty one, and so is one whose storage does not answer.</summary>
    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            return await queue.ReceiveMessagesAsync(rules.BatchSize, hiddenFor, stop);
        }
        catch (RequestFailedException e) when (e.Status is 0 or Gone or StatusCodes.Status409Conflict or >= 500)
        {
            return [];
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is RequestFailedException { Status: 0 }))
        {
            return [];
        }
    }

    private async Task HandleAsync(QueueMessage message, CancellationToken stop)
    {
        if (hasPoison && message.DequeueCount > rules.MaxDequeueCount)
        {
            await PoisonAsync(message, message.PopReceipt, stop);
            return;
        }
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hiding = KeepHiddenAsync(message, done.Token);
        var failure = await CallAsync(message, stop);
        await done.CancelAsync();
        var receipt = await hiding;
        if (failure is null)
            await UnlessTakenOverAsync(queue.DeleteMessageAsync(message.MessageId, receipt, stop));
        else if (!hasPoison)
            return;
        else if (message.DequeueCount >= rules.MaxDequeueCount)
            await PoisonAsync(message, receipt, stop);
        else
            await UnlessTakenOverAsync(queue.UpdateMessageAsync(message.MessageId, receipt, (string?)null, rules.RetryAfter, stop));
    }

    private async Task<string?> CallAsync(QueueMessage message, CancellationToken stop)
    {
        string text;
        try
        {
            text = rules.IsBase64 ? Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)) : message.MessageText;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        var call = new FunctionCall(function, new TypedData { String = text }) { Metadata = QueueMetadata.Of(message, text) };
        return await caller.CallAsync(call, stop);
    }

    /// <summary>UpdateQueueMessageVisibilityCommand: hides it anew at half of the time, as long as the function runs.</summary>
    /// <returns>The receipt that counts.</returns>
    private async Task<string> KeepHiddenAsync(QueueMessage message, CancellationToken done)
    {
        var receipt = message.PopReceipt;
        while (true)
        {
            await Task.Delay(hiddenFor / 2, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return receipt;
            try
            {
                var hidden = await queue.UpdateMessageAsync(message.MessageId, receipt, (string?)null, hiddenFor, CancellationToken.None);
                receipt = hidden.Value.PopReceipt;
            }
            catch (RequestFailedException)
            {
                // Tried again next time; at the worst somebody else takes the message over.
            }
        }
    }

    private async Task PoisonAsync(QueueMessage message, string receipt, CancellationToken stop)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: stop);
        await poison.SendMessageAsync(message.MessageText, stop);
        await UnlessTakenOverAsync(queue.DeleteMessageAsync(message.MessageId, receipt, stop));
    }

    /// <summary>The message or the queue is gone, or the message is somebody else's by now: nothing is left to do.</summary>
    private static async Task UnlessTakenOverAsync(Task told)
    {
        try
        {
            await told;
        }
        catch (RequestFailedException e) when (e.Status is StatusCodes.Status400BadRequest or Gone or StatusCodes.Status409Conflict) { }
    }
}

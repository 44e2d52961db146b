using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Texts;
using AccessGov.App.Work;

namespace AccessGov.Functions.Serve;

/// <summary>
/// One queue's messages, as the Functions host would deliver them: a batch at a time, held while they run, seen again after a failure,
/// given to the poison queue after too many. Another replica may pump the same queue.
/// </summary>
internal sealed partial class QueuePump(
    QueueName name,
    IWorkQueue queue,
    Func<string?, CancellationToken, Task<bool>> run,
    HostRules rules,
    WorkSignals signals,
    TimeProvider clock,
    ILogger log
)
{
    // Azure counts whole seconds, and a hold is at least one.
    private static readonly TimeSpan ShortestHold = QueueLimits.MinHold;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TroublePause = TimeSpan.FromSeconds(2);

    /// <summary>How long a killed pump's messages stay hidden: as long as those of a failed function.</summary>
    private readonly TimeSpan holdFor = rules.RetryAfter > ShortestHold ? rules.RetryAfter : ShortestHold;
    private readonly bool isPoison = IsPoison(name);
    private readonly TimeSpan longestPause =
        IsPoison(name) ? HostRules.PoisonLook
        : (name == WorkQueues.ApplyUrgent || name == WorkQueues.HrChanged) && rules.MaxPollingInterval > HostRules.UrgentLook
            ? HostRules.UrgentLook
        : rules.MaxPollingInterval;

    /// <summary>Pumps until it is told to stop; what is running then is finished.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = ShortestPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var beat = signals.Next(name);
                var messages = await queue.ReceiveAsync(name, rules.BatchSize, holdFor, stop);
                if (messages.Count > 0)
                {
                    await Task.WhenAll(messages.Select(HandleAsync));
                    pause = ShortestPause;
                    continue;
                }
                await PauseAsync(pause, beat, stop);
                pause =
                    beat.IsCompleted ? ShortestPause
                    : isPoison || pause * 2 > longestPause ? longestPause
                    : pause * 2;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (OutsideFailureException e)
            {
                Unreachable(name, new LoggedWording(e.What));
                await Task.Delay(TroublePause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, Task beat, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(beat, Task.Delay(pause, clock, over.Token));
        await over.CancelAsync();
    }

    private async Task HandleAsync(QueueMessage message)
    {
        using var ended = new CancellationTokenSource();
        var holding = HoldAsync(message, ended.Token);
        bool succeeded;
        using (var timeout = new CancellationTokenSource(rules.FunctionTimeout, clock))
            succeeded = await run(message.Body, timeout.Token);
        await ended.CancelAsync();
        if (await holding is not { } held)
            return;
        if (succeeded)
            await queue.DeleteAsync(name, held, CancellationToken.None);
        // A poison queue has no poison queue: its message stays hidden for the hold, then comes again.
        else if (isPoison)
            return;
        else if (held.DequeueCount < rules.MaxDequeueCount)
        {
            await queue.ExtendAsync(name, held, rules.RetryAfter, CancellationToken.None);
            signals.BeatAfter(name, rules.RetryAfter, clock);
        }
        else
        {
            Poisoned(name, held.Id, held.DequeueCount);
            await queue.SendAsync(name.Poison, held.Body, null, CancellationToken.None);
            await queue.DeleteAsync(name, held, CancellationToken.None);
        }
    }

    private static bool IsPoison(QueueName queue) => queue.Value.EndsWith("-poison", StringComparison.Ordinal);

    /// <summary>Keeps the message hidden while its function runs.</summary>
    /// <returns>The message as it is held now; null when the hold was lost, and then it is another's.</returns>
    private async Task<QueueMessage?> HoldAsync(QueueMessage message, CancellationToken ended)
    {
        QueueMessage? held = message;
        try
        {
            while (held is not null)
            {
                await Task.Delay(holdFor / 3, clock, ended);
                held = await queue.ExtendAsync(name, held, holdFor, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) { }
        catch (OutsideFailureException e)
        {
            Unreachable(name, new LoggedWording(e.What));
        }
        return held;
    }

    [LoggerMessage(LogLevel.Warning, "The queue {Queue} cannot be reached: {What}")]
    private partial void Unreachable(QueueName queue, LoggedWording what);

    [LoggerMessage(LogLevel.Error, "A message of {Queue} ({Id}) failed {Times} times and goes to the poison queue")]
    private partial void Poisoned(QueueName queue, string id, long times);
}

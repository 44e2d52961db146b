using System.Collections.Concurrent;

namespace AccessGov.Sandbox;

/// <summary>
/// A clock under which things happen beside one another: what is run on it goes on until all of it waits, and then the clock stands at the
/// end of the shortest wait. Computing takes no time, so what has passed is the longest chain of waits. One thread, always the same
/// order; everything that is waited for must be a timer of this clock.
/// </summary>
/// <remarks>
/// An adapter that stands for the outside awaits the timer with <c>ConfigureAwait(false)</c>: then whatever awaits it in turn, in libraries
/// too, is told on the clock's own thread. Otherwise the runtime would hand it to the thread pool, and the clock would not wait for it.
/// </remarks>
/// <param name="start">Where it stands at first.</param>
public sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>How long nothing may happen before it is said that something is waited for that is no timer.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly PriorityQueue<Timer, (TimeSpan At, long Number)> timers = new();
    private TimeSpan passed;
    private long number;

    /// <summary>How far the clock has come.</summary>
    public TimeSpan Passed => passed;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + passed;

    /// <inheritdoc/>
    public override long GetTimestamp() => passed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs something to its end.</summary>
    /// <param name="work">What to run. What it awaits goes on here; what leaves for the thread pool is not seen.</param>
    /// <exception cref="TimeoutException">It waits for something else than a timer of this clock.</exception>
    public T Run<T>(Func<Task<T>> work)
    {
        using var turns = new Turns();
        var all = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, turns).Unwrap();
        while (true)
        {
            while (turns.Next())
                continue;
            if (all.IsCompleted)
                return all.GetAwaiter().GetResult();
            if (Due() is { } timer)
                timer.Fire();
            else if (!turns.Wait(Stuck))
                throw new TimeoutException("What runs on the simulated clock waits for something that is no timer of it.");
        }
    }

    private Timer? Due()
    {
        lock (gate)
            while (timers.TryDequeue(out var timer, out var due))
                if (timer.Due == due)
                {
                    passed = due.At;
                    return timer;
                }
        return null;
    }

    private sealed class Timer(SimulatedTime clock, Action fire) : ITimer
    {
        /// <summary>When it fires; null for never. What stands in the queue for another instant is over.</summary>
        public (TimeSpan At, long Number)? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : (clock.passed + dueTime, clock.number++);
                if (Due is { } due)
                    clock.timers.Enqueue(this, due);
            }
            return true;
        }

        public void Fire()
        {
            Due = null;
            fire();
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>What can go on now, one after the other.</summary>
    private sealed class Turns : TaskScheduler, IDisposable
    {
        private readonly BlockingCollection<Task> ready = [];
        private Task? waitedFor;

        public override int MaximumConcurrencyLevel => 1;

        public bool Next()
        {
            var task = Interlocked.Exchange(ref waitedFor, null);
            if (task is null && !ready.TryTake(out task))
                return false;
            TryExecuteTask(task);
            return true;
        }

        public bool Wait(TimeSpan most) => ready.TryTake(out waitedFor, most);

        public void Dispose() => ready.Dispose();

        protected override void QueueTask(Task task) => ready.Add(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => ready;
    }
}

namespace AccessGov.Sandbox;

/// <summary>A clock that stands still until somebody waits, and then jumps to the end of the wait: nothing sleeps.</summary>
/// <param name="start">Where it stands at first; 1 April 2027 when not given.</param>
public sealed class JumpingClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly DateTimeOffset start = start ?? new(2027, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
    private long ticks;

    public TimeSpan Passed => new(Interlocked.Read(ref ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public void MoveTo(DateTimeOffset instant) => Advance(instant - GetUtcNow());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class JumpingTimer(JumpingClock clock, Action fire) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            clock.Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => fire());
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

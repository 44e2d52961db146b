using System.Text.Json;
using AccessGov.Sandbox.FunctionsHost.Rpc;
using NCrontab;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// A timer as the timer extension runs it: one run at a time; what was missed while no host ran is one run that says so; a failed run is
/// repeated as the function asks. Unlike the real host it takes no lease, so two hosts with one id would both run it.
/// </summary>
internal sealed class TimerListener
{
    // Above that, Task.Delay fails.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);
    private readonly HostedFunction function;
    private readonly FunctionCaller caller;
    private readonly TimerStatuses statuses;
    private readonly CrontabSchedule schedule;
    private readonly bool isMonitored;
    private TimerStatus? status;
    private bool isPastDue;

    /// <param name="function">One with a timer.</param>
    /// <param name="caller">Calls it.</param>
    /// <param name="statuses">Remembers it.</param>
    public TimerListener(HostedFunction function, FunctionCaller caller, TimerStatuses statuses)
    {
        var trigger = (FunctionTrigger.Timer)function.Trigger;
        (this.function, this.caller, this.statuses) = (function, caller, statuses);
        schedule = CrontabSchedule.Parse(trigger.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        isMonitored = trigger.UseMonitor && !IsMoreOftenThanEachMinute();
    }

    /// <summary>Runs it now, as <c>/admin/functions/NAME</c> does: no repetition, nothing remembered.</summary>
    /// <returns>Null when it succeeded, else why not.</returns>
    public Task<string?> RunNowAsync(CancellationToken ct) => caller.CallAsync(new FunctionCall(function, Data(false)), ct);

    /// <summary>Reads what the host remembers.</summary>
    public async Task BeginAsync(CancellationToken ct) => isPastDue = await IsPastDueAsync(ct);

    public async Task ListenAsync(CancellationToken stop)
    {
        if (isPastDue)
            await RunAsync(true, stop);
        while (!stop.IsCancellationRequested)
        {
            var due = After(DateTimeOffset.UtcNow);
            while (due - DateTimeOffset.UtcNow is { Ticks: > 0 } wait)
                await Task.Delay(wait < LongestDelay ? wait : LongestDelay, stop);
            await RunAsync(false, stop);
        }
    }

    private async Task RunAsync(bool late, CancellationToken stop)
    {
        var failure = await caller.CallAsync(new FunctionCall(function, Data(late)), stop);
        var most = function.Retry?.MaxRetryCount ?? 0;
        for (var count = 1; failure is not null && (most < 0 || count <= most); count++)
        {
            await Task.Delay(function.Retry!.DelayInterval.ToTimeSpan(), stop);
            var again = new RetryContext { RetryCount = count, MaxRetryCount = most };
            failure = await caller.CallAsync(new FunctionCall(function, Data(late)) { Retry = again }, stop);
        }
        if (isMonitored)
            await RememberAsync(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, stop);
    }

    /// <summary>ScheduleMonitor.CheckPastDueAsync: a new timer or a changed schedule misses nothing.</summary>
    private async Task<bool> IsPastDueAsync(CancellationToken stop)
    {
        var now = DateTimeOffset.UtcNow;
        if (!isMonitored)
            return false;
        status = await statuses.ReadAsync(function.Name, stop);
        var expected = status is null ? default : After(status.Last == default ? status.LastUpdated : status.Last);
        if (status is null || status.Next != expected)
            await RememberAsync(default, now, stop);
        return now > status!.Next;
    }

    private async Task RememberAsync(DateTimeOffset last, DateTimeOffset now, CancellationToken stop)
    {
        status = new TimerStatus(last, After(now), now);
        await statuses.WriteAsync(function.Name, status, stop);
    }

    private TypedData Data(bool late)
    {
        var timer = new
        {
            Schedule = new { AdjustForDST = true },
            ScheduleStatus = status,
            IsPastDue = late,
        };
        return new TypedData { Json = JsonSerializer.Serialize(timer) };
    }

    private DateTimeOffset After(DateTimeOffset instant) => new(schedule.GetNextOccurrence(instant.UtcDateTime), TimeSpan.Zero);

    private bool IsMoreOftenThanEachMinute()
    {
        var first = After(DateTimeOffset.UtcNow);
        return After(first) - first < TimeSpan.FromMinutes(1);
    }
}

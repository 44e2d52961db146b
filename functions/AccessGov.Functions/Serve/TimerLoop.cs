using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Triggers;
using NCrontab;

namespace AccessGov.Functions.Serve;

/// <summary>
/// One function's schedule. When it is due is kept in the store, so that replicas agree and a run that was missed while nothing was
/// running is made up for once. The first start of all runs nothing: there is nothing to make up for.
/// </summary>
internal sealed partial class TimerLoop(
    FunctionBinding.Timer binding,
    CrontabSchedule schedule,
    Workspace workspace,
    Func<CancellationToken, Task<bool>> run,
    HostRules rules,
    ILogger log
)
{
    private const string Scope = Scopes.Timers;
    private const string Failed = "timer-failed";
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    // The Functions host calls a run past due when it was missed; a minute tells a missed one from a late one.
    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(1);

    private sealed record Status(DateTimeOffset Next);

    /// <summary>Runs until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var sleep = await LookAsync(stop) - workspace.Clock.GetUtcNow();
                if (sleep > TimeSpan.Zero)
                    await Task.Delay(sleep < LongestSleep ? sleep : LongestSleep, workspace.Clock, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (OutsideFailureException e)
            {
                ScheduleUnread(binding.Function, new LoggedWording(e.What));
                await Task.Delay(rules.MaxPollingInterval, workspace.Clock, CancellationToken.None);
            }
        }
    }

    /// <summary>Runs the function when it is due.</summary>
    /// <returns>When to look again.</returns>
    internal async Task<DateTimeOffset> LookAsync(CancellationToken stop)
    {
        if (await NextAsync(stop) is { } next && next > workspace.Clock.GetUtcNow() && next <= LatestNext())
            return next;
        await using var lease = await Lease.TryTakeAsync(workspace, $"timer:{binding.Function}", stop);
        if (lease is null)
            return workspace.Clock.GetUtcNow() + rules.MaxPollingInterval;
        // Another replica may have run it between our look and our lease.
        if (await NextAsync(stop) is not { } due)
            return await KeepNextAsync();
        if (due > LatestNext())
            return await KeepAsync(LatestNext());
        if (due > workspace.Clock.GetUtcNow())
            return due;
        if (workspace.Clock.GetUtcNow() - due > LateBy)
            PastDue(binding.Function, due);
        await RunOnceAsync(stop);
        return await KeepNextAsync();
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            using (var timeout = new CancellationTokenSource(rules.FunctionTimeout, workspace.Clock))
                if (await run(timeout.Token))
                {
                    await IncidentLog.EndOfAsync(
                        workspace,
                        new Actor.Trigger(binding.Function),
                        Failed,
                        binding.Function,
                        Wording.Of("Over.timer-ran"),
                        stop
                    );
                    return;
                }
            if (attempt == binding.Retries)
                break;
            await Task.Delay(binding.RetryAfter, workspace.Clock, stop);
        }
        await IncidentLog.AddAsync(
            workspace,
            new Actor.Trigger(binding.Function),
            new Incident(Failed, binding.Function, Wording.Of("Met.timer-failed", binding.Function, binding.Retries + 1)),
            stop
        );
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct) =>
        (await PartitionCommit.ReadAsync<Status>(workspace, Scope, binding.Function, ct))?.Next;

    /// <summary>
    /// A time after this was kept by a clock that has been put back since; clocks that differ a little do not make it run twice.
    /// </summary>
    private DateTimeOffset LatestNext() => After(workspace.Clock.GetUtcNow() + LateBy);

    private DateTimeOffset After(DateTimeOffset instant) => new(schedule.GetNextOccurrence(instant.UtcDateTime), TimeSpan.Zero);

    private Task<DateTimeOffset> KeepNextAsync() => KeepAsync(After(workspace.Clock.GetUtcNow()));

    private async Task<DateTimeOffset> KeepAsync(DateTimeOffset next)
    {
        await workspace.Records.CommitAsync(
            new PartitionKey(workspace.Tenant, Scope),
            [new RecordWrite.Upsert(binding.Function, JsonSerializer.SerializeToUtf8Bytes(new Status(next), CoreJson.Options))],
            CancellationToken.None
        );
        return next;
    }

    [LoggerMessage(LogLevel.Warning, "{Function} was due at {Due:u} and was missed; it runs now, once")]
    private partial void PastDue(string function, DateTimeOffset due);

    [LoggerMessage(LogLevel.Warning, "The schedule of {Function} cannot be read: {What}")]
    private partial void ScheduleUnread(string function, LoggedWording what);
}

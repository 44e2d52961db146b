using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Functions.Tests.Serve;

public sealed class TimerLoopTests : IDisposable
{
    private static readonly HostRules Rules = HostRules.Read(Sample.InRepository("host.json"));
    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero));
    private readonly OpenStorage storage;
    private readonly Workspace workspace;
    private int runs;

    public TimerLoopTests()
    {
        storage = new StorageChoice.Sqlite(folder.Path).Open(clock);
        // A timer asks nothing of the directory.
        workspace = new Workspace(Sample.Policy, storage.Records, storage.Files, storage.Queue, null!, clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_first_start_runs_nothing_and_then_each_time_runs_once()
    {
        var timer = Timer(_ => true);
        Assert.Equal(At(15), await timer.LookAsync(Ct));
        Assert.Equal(At(15), await timer.LookAsync(Ct));
        clock.SetUtcNow(At(15));
        Assert.Equal(At(15).AddDays(1), await timer.LookAsync(Ct));
        Assert.Equal(At(15).AddDays(1), await timer.LookAsync(Ct));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task What_was_missed_for_days_is_made_up_for_once()
    {
        await Timer(_ => true).LookAsync(Ct);
        clock.Advance(TimeSpan.FromDays(5));
        await Timer(_ => true).LookAsync(Ct);
        await Timer(_ => true).LookAsync(Ct);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Two_replicas_do_not_both_run_it()
    {
        await Timer(_ => true).LookAsync(Ct);
        clock.SetUtcNow(At(15));
        var inside = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var first = Timer(async _ =>
            {
                inside.SetResult();
                await leave.Task;
                return true;
            })
            .LookAsync(Ct);
        await inside.Task;
        Assert.Equal(clock.GetUtcNow() + Rules.MaxPollingInterval, await Timer(_ => true).LookAsync(Ct));
        leave.SetResult();
        await first;
        Assert.Equal(At(15).AddDays(1), await Timer(_ => true).LookAsync(Ct));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_run_that_keeps_failing_becomes_a_finding_and_waits_for_its_next_time()
    {
        await Timer(_ => false).LookAsync(Ct);
        clock.SetUtcNow(At(15));
        Assert.Equal(At(15).AddDays(1), await Timer(_ => false).LookAsync(Ct));
        Assert.Equal(3, runs);
        Assert.Equal("timer-failed", Assert.Single(await IncidentLog.ListAsync(workspace, Ct)).Code);
        clock.SetUtcNow(At(15).AddDays(1));
        await Timer(_ => true).LookAsync(Ct);
        Assert.Equal("Over.timer-ran", Assert.Single(await IncidentLog.ListAsync(workspace, Ct)).WhyEnded?.Key);
    }

    [Fact]
    public async Task A_clock_that_ran_a_month_ahead_and_was_put_back_delays_nothing()
    {
        await Timer(_ => true).LookAsync(Ct);
        var wrong = new FakeTimeProvider(At(3).AddDays(30));
        Assert.Equal(At(15).AddDays(30), await Timer(_ => true, wrong).LookAsync(Ct));
        Assert.Equal(1, runs);
        Assert.Equal(At(15), await Timer(_ => true).LookAsync(Ct));
        clock.SetUtcNow(At(15));
        Assert.Equal(At(15).AddDays(1), await Timer(_ => true).LookAsync(Ct));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_replica_whose_clock_is_behind_does_not_run_it_again()
    {
        await Timer(_ => true).LookAsync(Ct);
        clock.SetUtcNow(At(15));
        await Timer(_ => true).LookAsync(Ct);
        Assert.Equal(At(15).AddDays(1), await Timer(_ => true, new FakeTimeProvider(At(15).AddSeconds(-20))).LookAsync(Ct));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_lease_and_a_mark_of_a_clock_far_ahead_hold_nobody_back()
    {
        var ahead = workspace with { Clock = new FakeTimeProvider(At(3).AddHours(1)) };
        await using var taken = await Lease.TryTakeAsync(ahead, "apply", Ct);
        await Priority.Urgent.WantAsync(ahead, Ct);
        await using var mine = await Lease.TryTakeAsync(workspace, "apply", Ct);
        Assert.NotNull(mine);
        Assert.False(await Priority.Urgent.IsWantedAsync(workspace, Ct));
        Assert.Null(await Lease.TryTakeAsync(workspace, "apply", Ct));
    }

    private static DateTimeOffset At(int hour) => new(2026, 4, 1, hour, 0, 0, TimeSpan.Zero);

    private TimerLoop Timer(Func<CancellationToken, bool> run, TimeProvider? at = null) => Timer(ct => Task.FromResult(run(ct)), at);

    private TimerLoop Timer(Func<CancellationToken, Task<bool>> run, TimeProvider? at = null) =>
        new(
            new FunctionBinding.Timer("TurnOfDay", "", "0 0 15 * * *", 2, TimeSpan.Zero),
            Schedules.Read("0 0 15 * * *"),
            at is null ? workspace : workspace with { Clock = at },
            ct =>
            {
                Interlocked.Increment(ref runs);
                return run(ct);
            },
            Rules,
            NullLogger.Instance
        );
}

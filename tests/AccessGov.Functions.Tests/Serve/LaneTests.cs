using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Serve;

/// <summary>Who may write to the directory when: chunks of the queue, urgent plans, people at the command line.</summary>
public sealed class LaneTests : JumpingStage
{
    private static readonly Actor Actor = new Actor.Trigger("test");

    [Theory]
    [InlineData(null)]
    [InlineData(8)]
    public async Task A_chunk_in_a_storm_gives_the_directory_back_soon_and_the_urgent_plan_goes_through(int? retryAfterSeconds)
    {
        await EndAsync(await PlanAsync(Stage.Extract(3)));
        Stage.Tenant.Faults.Storm429(1, retryAfterSeconds is { } s ? TimeSpan.FromSeconds(s) : null, "POST /users");
        var bulk = await PlanAsync(Stage.Extract(30));
        var (before, messages) = (Clock.Passed, await Workspace.Queue.PeekCountAsync(WorkQueues.ApplyChunk, Ct));
        await App.Applying.ApplyChunk.FromQueueAsync(Workspace, Actor, bulk, Ct);
        Assert.True(Clock.Passed - before <= TimeSpan.FromSeconds(25), $"{Clock.Passed - before}");
        Assert.Equal(27, (await PlanList.StateAsync(Workspace, bulk, Ct))!.Pending.Count);
        Assert.Equal(messages + 1, await Workspace.Queue.PeekCountAsync(WorkQueues.ApplyChunk, Ct));

        await PlanAsync(Stage.Extract(30, leaving: 1));
        var leaver = new Core.Kernel.EmployeeId("300001");
        await PlanToday.RunAsync(Workspace, Actor, leaver, Ct);
        await App.Applying.ApplyUrgent.RunAsync(
            Workspace,
            Actor,
            (await PlanList.NewestAsync(Workspace, 9, Ct)).Single(p => p.Only == leaver).Id,
            Ct
        );
        Assert.False(Stage.Tenant.Directory.Users.Single(u => u.EmployeeId == leaver.Value).AccountEnabled);

        Stage.Tenant.Faults.Calm();
        await EndAsync(bulk);
        Assert.Equal(30, Stage.Tenant.Directory.UserCount);
    }

    [Fact]
    public async Task Apply_by_hand_waits_for_the_server_and_comes_before_its_next_chunk()
    {
        var plan = await PlanAsync(Stage.Extract(5));
        RunningProgram byHand;
        await using (await Lease.TryTakeAsync(Workspace, App.Applying.ApplyChunk.LeaseRow, Ct))
        {
            byHand = Stage.Start("apply", "last", "--lang", "en");
            await Stage.UntilAsync(
                () => Task.FromResult(byHand.Text.Contains("waiting for its present step", StringComparison.Ordinal) || byHand.HasExited),
                Ct
            );
            Assert.False(byHand.HasExited, byHand.Text);
            Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(Workspace, plan, Ct))!.Status);
            // The server's next chunk leaves the turn to the waiting hand.
            await App.Applying.ApplyChunk.FromQueueAsync(Workspace, Actor, plan, Ct);
            Assert.Equal(PlanStatus.Made, (await PlanList.StateAsync(Workspace, plan, Ct))!.Status);
        }
        using (byHand)
            Assert.True(await byHand.EndAsync(Ct) == 0, byHand.Text);
        Assert.Equal(PlanStatus.Applied, (await PlanList.StateAsync(Workspace, plan, Ct))!.Status);
        using var later = Stage.Open();
        Assert.False(await Priority.ByHand.IsWantedAsync(later.Workspace, Ct));
    }

    [Fact]
    public async Task Replicas_whose_clocks_differ_by_an_hour_apply_nothing_twice()
    {
        var plan = await PlanAsync(Stage.Extract(40));
        using var ahead = Stage.Open(clock: new JumpingClock(DateTimeOffset.UtcNow.AddHours(1)));
        await Task.WhenAll(LoopAsync(Workspace, plan), LoopAsync(ahead.Workspace, plan));
        await Stage.AssertPairedAsync(Workspace, (await PlanList.StateAsync(Workspace, plan, Ct))!, Ct);
        Assert.Equal(40, Stage.Tenant.Directory.Users.Select(u => u.EmployeeId).Distinct().Count());
        Assert.Equal(40, Stage.Tenant.Directory.UserCount);
    }

    private async Task<PlanId> PlanAsync(byte[] extract)
    {
        // Plans are listed by the millisecond, and this clock stands still.
        Clock.Advance(TimeSpan.FromSeconds(1));
        var file = await Stage.DropAsync(Workspace, extract);
        await HrFileArrived.RunAsync(Workspace, Actor, Installation.Profiles, $$"""{"tenant":"suzaka","file":"{{file}}"}""", Ct);
        return (await PlanList.NewestAsync(Workspace, 1, Ct))[0].Id;
    }

    private async Task EndAsync(PlanId plan)
    {
        await LoopAsync(Workspace, plan);
        await Stage.AssertPairedAsync(Workspace, (await PlanList.StateAsync(Workspace, plan, Ct))!, Ct);
    }

    private static async Task LoopAsync(Workspace workspace, PlanId plan)
    {
        while ((await PlanList.StateAsync(workspace, plan, Ct))!.Status != PlanStatus.Applied)
            await App.Applying.ApplyChunk.FromQueueAsync(workspace, Actor, plan, Ct);
    }
}

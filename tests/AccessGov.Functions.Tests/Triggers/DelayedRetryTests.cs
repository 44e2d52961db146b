using AccessGov.App.Applying;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Tests.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>Messages whose functions meet an outage.</summary>
public sealed class DelayedRetryTests : JumpingStage
{
    [Fact]
    public async Task A_directory_that_is_away_for_an_hour_makes_no_finding_and_the_file_is_planned_for_afterwards()
    {
        var file = await Stage.DropAsync(Workspace, Stage.Extract(3));
        await new WorkMessage(Workspace.Tenant, File: file).SendAsync(Workspace, WorkQueues.HrFileArrived, null, Ct);
        Stage.Tenant.Faults.Next("*", times: int.MaxValue, status: 503);
        var until = Clock.Passed + TimeSpan.FromHours(1);
        for (var tries = 0; ; tries++)
        {
            if (Clock.Passed > until)
                Stage.Tenant.Faults.Calm();
            var message = await NextAsync();
            Assert.True(await Run("HrFileArrived")(message.Body, Ct));
            await Workspace.Queue.DeleteAsync(WorkQueues.HrFileArrived, message, Ct);
            Assert.Equal(1, message.DequeueCount);
            if (await Workspace.Queue.PeekCountAsync(WorkQueues.PlanMade, Ct) > 0)
                break;
            Assert.InRange(tries, 0, 20);
        }
        Assert.Empty(await IncidentLog.ListAsync(Workspace, Ct));
        Assert.Equal(0, await Workspace.Queue.PeekCountAsync(WorkQueues.HrFileArrived, Ct));
    }

    [Theory]
    [InlineData("verify-plan", 15)]
    [InlineData("apply-urgent", 1)]
    public async Task A_message_comes_back_ever_later_for_some_hours_and_then_fails_as_any_other(string queue, int longestMinutes)
    {
        var total = TimeSpan.Zero;
        var last = TimeSpan.Zero;
        for (var times = 0; ; times++)
        {
            if (
                await DelayedRetry.RunAsync(
                    Workspace,
                    new QueueName(queue),
                    $$"""{"tenant":"suzaka"{{(times == 0 ? "" : $",\"putBack\":{times}")}}}""",
                    null,
                    Ct
                )
                is not { } delay
            )
                break;
            Assert.InRange(delay, last, TimeSpan.FromMinutes(longestMinutes));
            (total, last) = (total + delay, delay);
        }
        Assert.InRange(total, TimeSpan.FromHours(4), TimeSpan.FromHours(5));
    }

    [Fact]
    public async Task Event_Grids_event_comes_back_as_a_message_of_ours_and_a_strangers_not_at_all()
    {
        var grid = """
            {"id":"1","subject":"/blobServices/default/containers/hr-inbox/blobs/fire/2026-04-01_x.csv",
             "eventType":"Microsoft.Storage.BlobCreated"}
            """;
        Assert.NotNull(await DelayedRetry.RunAsync(Workspace, WorkQueues.HrFileArrived, grid, TimeSpan.FromSeconds(1), Ct));
        var message = WorkMessage.Read(Workspace, (await NextAsync()).Body);
        Assert.Equal(("fire/2026-04-01_x.csv", 1), (message.File, message.PutBack));
        Assert.Null(await DelayedRetry.RunAsync(Workspace, WorkQueues.HrFileArrived, """{"tenant":"another","file":"x"}""", null, Ct));
        Assert.Null(await DelayedRetry.RunAsync(Workspace, WorkQueues.PlanMade, "nonsense", null, Ct));
    }

    [Fact]
    public async Task A_message_that_is_no_good_fails_at_once()
    {
        Assert.False(await Run("VerifyPlan")("""{"tenant":"another"}""", Ct));
        Assert.Equal(0, await Workspace.Queue.PeekCountAsync(WorkQueues.VerifyPlan, Ct));
    }

    [Fact]
    public async Task An_incident_whose_message_somebody_retried_is_over_once_that_was_processed()
    {
        var actor = new Core.Kernel.Actor.Trigger("test");
        var file = await Stage.DropAsync(Workspace, Stage.Extract(3));
        await PoisonArrived.RunAsync(Workspace, actor, WorkQueues.HrFileArrived, new WorkMessage(Workspace.Tenant, File: file).Text, Ct);
        var told = Assert.Single(await IncidentLog.ListAsync(Workspace, Ct));
        Assert.True(await IncidentLog.RetryAsync(Workspace, actor, told.Id, Ct));
        var failed = await NextAsync();
        await Workspace.Queue.DeleteAsync(WorkQueues.HrFileArrived, failed, Ct);
        // It failed again: the function that reads the poison queue processes nothing by it.
        Assert.True(await Run("PoisonArrived-HrFileArrived")(failed.Body, Ct));
        var again = Assert.Single(await IncidentLog.ListAsync(Workspace, Ct));
        Assert.Equal((told.Id, 2, true), (again.Id, again.Times, again.IsOpen));
        Assert.True(await IncidentLog.RetryAsync(Workspace, actor, told.Id, Ct));
        Assert.True(await Run("HrFileArrived")((await NextAsync()).Body, Ct));
        var over = Assert.Single(await IncidentLog.ListAsync(Workspace, Ct));
        Assert.Equal((false, null, "Over.message-processed"), (over.IsOpen, over.ClosedBy, over.WhyEnded?.Key));
    }

    private Func<string?, CancellationToken, Task<bool>> Run(string function) =>
        new TriggerMethods(
            new ServiceCollection()
                .AddSingleton(new TriggerBoundary(() => Installation, NullLogger<TriggerBoundary>.Instance))
                .BuildServiceProvider()
        ).Of(FunctionsMetadata.Read().Single(f => f.Function == function));

    private async Task<QueueMessage> NextAsync()
    {
        while (true)
        {
            if (await Workspace.Queue.ReceiveAsync(WorkQueues.HrFileArrived, 1, TimeSpan.FromDays(1), Ct) is [var message])
                return message;
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

using AccessGov.App.Applying;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Planning;

/// <summary>The brake over many plans for single workers.</summary>
public sealed class FloodTests
{
    private const int People = 40,
        Told = 30;
    private static readonly Actor Caller = new Actor.Application("jinji"),
        Trigger = new Actor.Trigger("HrChanged");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stolen_key_that_tells_of_leavers_without_end_is_stopped_by_the_brake_after_the_cap(bool isPlannedBeforeApplied)
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        await new WorkMessage(workspace.Tenant, File: await Stage.DropAsync(workspace, Stage.Extract(People))).SendAsync(
            workspace,
            WorkQueues.HrFileArrived,
            null,
            Ct
        );
        await DrainAsync(workspace, installation.Profiles);
        Assert.Equal(People, stage.Tenant.Directory.Users.Count(u => u.AccountEnabled == true));

        var told = Enumerable.Range(1, Told).Select(i => Leaver(workspace, $"3{i:D5}")).ToArray();
        foreach (var part in told.Chunk(isPlannedBeforeApplied ? TakeStatements.Most : 1))
        {
            await TakeStatements.RunAsync(workspace, Caller, part, Ct);
            // Every plan is made while nothing is taken yet, or each is applied before the next is told.
            if (!isPlannedBeforeApplied)
                await DrainAsync(workspace, installation.Profiles);
        }
        await DrainAsync(workspace, installation.Profiles);

        var allowed = (int)workspace.Policy.Limits.Approval.Disables.Count;
        Assert.Equal(People - allowed, stage.Tenant.Directory.Users.Count(u => u.AccountEnabled == true));
        var finding = Assert.Single(await IncidentLog.ListAsync(workspace, Ct), f => f.Code == "brake-holds");
        Assert.Equal(("disables", Told - allowed), (finding.Subject, finding.Times));
        var plans = (await PlanList.NewestAsync(workspace, 100, Ct)).Where(p => p is { Only: not null, Actions: > 0 }).ToArray();
        Assert.Equal(allowed, plans.Count(p => p.Status == PlanStatus.Applied));
        Assert.All(plans.Where(p => p.Status != PlanStatus.Applied), p => Assert.IsNotType<Verdict.Clear>(p.Verdict));
    }

    private static TakeStatements.Told Leaver(Workspace workspace, string id)
    {
        var source = new SourceId("fire");
        var worker = new Worker(
            new EmployeeId(id),
            source,
            $"消防 {int.Parse(id[1..])}郎",
            [new Employment(EmploymentKind.Regular, new DateSpan(new DateOnly(2020, 4, 1), null), true)],
            [],
            [],
            null
        );
        return new($"e-{id}", workspace.Now, new PersonStatement.Employed(source, workspace.Today, worker.Canonical()));
    }

    /// <summary>Runs what lies in the queues, plans before their effects, until nothing lies there.</summary>
    private static async Task DrainAsync(Workspace workspace, ProfileSet profiles)
    {
        foreach (
            var queue in (QueueName[])
                [WorkQueues.HrFileArrived, WorkQueues.HrChanged, WorkQueues.PlanMade, WorkQueues.ApplyUrgent, WorkQueues.ApplyChunk]
        )
            while (await workspace.Queue.ReceiveAsync(queue, 32, TimeSpan.FromMinutes(10), Ct) is { Count: > 0 } messages)
                foreach (var message in messages)
                {
                    if (queue == WorkQueues.HrFileArrived)
                        await HrFileArrived.RunAsync(workspace, Trigger, profiles, message.Body, Ct);
                    else
                        await RunAsync(workspace, queue, WorkMessage.Read(workspace, message.Body));
                    await workspace.Queue.DeleteAsync(queue, message, Ct);
                }
    }

    private static Task RunAsync(Workspace workspace, QueueName queue, WorkMessage message) =>
        queue == WorkQueues.HrChanged ? HrChanged.RunAsync(workspace, Trigger, message.NeededWorker, Ct)
        : queue == WorkQueues.PlanMade ? PlanMade.RunAsync(workspace, message.NeededPlan, Ct)
        : queue == WorkQueues.ApplyUrgent ? ApplyUrgent.RunAsync(workspace, Trigger, message.NeededPlan, Ct)
        : ApplyChunk.FromQueueAsync(workspace, Trigger, message.NeededPlan, Ct);
}

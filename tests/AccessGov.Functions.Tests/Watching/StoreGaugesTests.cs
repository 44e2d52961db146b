using AccessGov.App.Applying;
using AccessGov.App.Audit;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Watching;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using AccessGov.Web.Api;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Functions.Tests.Watching;

/// <summary>The gauges say what lies in the store.</summary>
public sealed class StoreGaugesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Actor Actor => new Actor.Trigger("test");

    [Fact]
    public async Task What_waits_is_counted_and_what_has_ended_is_not()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        using var figures = new StoreGauges(workspace, installation.Counters, FunctionsMetadata.Queues(), NullLogger.Instance);
        var nothing = await figures.ReadAsync(Ct);
        Assert.Equal(
            (0, 0L, 0, await SealAudit.SizeAsync(workspace, Ct)),
            (nothing.FactsAt.Count, nothing.ActionsWaiting.Values.Sum(), nothing.Incidents.Count, nothing.Unsigned)
        );

        await HrFileArrived.RunAsync(
            workspace,
            Actor,
            installation.Profiles,
            new WorkMessage(workspace.Tenant, File: await Stage.DropAsync(workspace, Stage.Extract(30))).Text,
            Ct
        );
        await IncidentLog.AddAsync(workspace, Actor, new Incident("hr-file-refused", "fire/x.csv", Wording.OfFormer("…")), Ct);
        var plan = Assert.Single(await PlanList.NewestAsync(workspace, 9, Ct));
        var begun = Assert.IsType<ApplyChunk.Result.More>(await ApplyChunk.RunAsync(workspace, Actor, plan.Id, Ct)).State;
        var amid = await figures.ReadAsync(Ct);
        Assert.Equal(("fire", "delivery"), Assert.Single(amid.FactsAt).Key);
        Assert.Equal((plan.Actions - begun.Next, 0L), ((int)amid.ActionsWaiting["apply-chunk"], amid.ActionsWaiting["apply-urgent"]));
        Assert.Equal((1L, 1L), (amid.Incidents["hr-file-refused"], amid.Messages["plan-made"]));

        while (await ApplyChunk.RunAsync(workspace, Actor, plan.Id, Ct) is not ApplyChunk.Result.Done) { }
        await SealAudit.EverythingAsync(workspace, Ct);
        var after = await figures.ReadAsync(Ct);
        Assert.Equal(0, after.ActionsWaiting.Values.Sum());
        Assert.Equal(await SealAudit.SizeAsync(workspace, Ct), after.Unsigned);
    }

    [Fact]
    public async Task A_plan_waits_for_an_approval_until_it_is_too_old()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace with { Policy = Strict(installation.Workspace) };
        using var figures = new StoreGauges(workspace, installation.Counters, FunctionsMetadata.Queues(), NullLogger.Instance);
        await HrFileArrived.RunAsync(
            workspace,
            Actor,
            installation.Profiles,
            new WorkMessage(workspace.Tenant, File: await Stage.DropAsync(workspace, Stage.Extract(3))).Text,
            Ct
        );
        Assert.Equal(1, (await figures.ReadAsync(Ct)).PlansWaiting);
        // One more worker, another plan: what it overtook waits for nobody, as in the list.
        await HrFileArrived.RunAsync(
            workspace,
            Actor,
            installation.Profiles,
            new WorkMessage(workspace.Tenant, File: await Stage.DropAsync(workspace, Stage.Extract(4))).Text,
            Ct
        );
        Assert.Equal(2, (await PlanList.NewestAsync(workspace, 9, Ct)).Count);
        Assert.Single(await PlanList.WaitingAsync(workspace, Ct));
        Assert.Equal(1, (await figures.ReadAsync(Ct)).PlansWaiting);
        var later = workspace with
        {
            Clock = new FakeTimeProvider(DateTimeOffset.UtcNow + workspace.PlanValidFor + TimeSpan.FromMinutes(1)),
        };
        using var then = new StoreGauges(later, installation.Counters, FunctionsMetadata.Queues(), NullLogger.Instance);
        Assert.Equal(0, (await then.ReadAsync(Ct)).PlansWaiting);
    }

    [Fact]
    public async Task Ready_means_that_policy_records_and_queues_are_within_reach_and_is_remembered_for_a_moment()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var (clock, asked) = (new FakeTimeProvider(), 0);
        Installation? open = null;
        var readiness = new Readiness(
            () =>
            {
                asked++;
                return open ?? throw new InvalidOperationException("policy.yaml is faulty");
            },
            clock
        );
        Assert.False(await readiness.IsReadyAsync(Ct));
        open = installation;
        Assert.Equal((false, 1), (await readiness.IsReadyAsync(Ct), asked));
        clock.Advance(Readiness.CountsFor);
        Assert.Equal((true, 2), (await readiness.IsReadyAsync(Ct), asked));
    }

    private static Core.Policy.GovernancePolicy Strict(Workspace workspace) =>
        workspace.Policy with
        {
            Limits = workspace.Policy.Limits with { ApprovalFromActions = 1 },
        };
}

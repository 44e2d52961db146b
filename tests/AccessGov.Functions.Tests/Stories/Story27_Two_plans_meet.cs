using AccessGov.App.Applying;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// HR tells twice of one person within a moment: the second plan is made while the first is being applied, and finds everything other than
/// it saw. What it alone wanted must not wait for the night.
/// </summary>
public sealed class Story27_Two_plans_meet
{
    private static readonly EmployeeId Mover = new("000106");
    private static readonly Actor Actor = new Actor.Trigger("HrChanged");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_plan_changed_nothing_and_is_made_again_until_it_holds()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        await TellAsync(workspace, village.Staff[Mover], "課長");
        var first = await PlanAsync(workspace);
        await TellAsync(workspace, village.Staff[Mover], "部長");
        var second = await PlanAsync(workspace);
        // Between its look and its turn something else wrote to the account, as another plan does.
        village.Account(Mover).DisplayName = "ほかで変わった名";
        await ApplyAsync(workspace, first);
        await ApplyAsync(workspace, second);
        var state = (await PlanList.StateAsync(workspace, second, Ct))!;
        Assert.Equal(0, state.Outcomes.GetValueOrDefault("applied"));
        Assert.True(state.Outcomes.GetValueOrDefault("stale") > 0);

        await VerifyPlan.FromQueueAsync(workspace, Actor, second, Ct);
        Assert.Empty(await IncidentLog.ListAsync(workspace, Ct));
        var third = await MadeAsync(workspace);
        await ApplyAsync(workspace, third);
        await VerifyPlan.FromQueueAsync(workspace, Actor, third, Ct);
        Assert.Equal("部長", (string?)village.Account(Mover)["jobTitle"]);
        Assert.Empty(await IncidentLog.ListAsync(workspace, Ct));
    }

    [Fact]
    public async Task Plans_that_change_nothing_again_and_again_are_told_to_people()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        await TellAsync(workspace, village.Staff[Mover], "課長");
        var plan = await PlanAsync(workspace);
        for (var n = 1; n <= 4; n++)
        {
            Assert.Empty(await IncidentLog.ListAsync(workspace, Ct));
            village.Account(Mover).DisplayName = $"手で直した名{n}";
            await ApplyAsync(workspace, plan);
            await VerifyPlan.FromQueueAsync(workspace, Actor, plan, Ct);
            if (n < 4)
                plan = await MadeAsync(workspace);
        }
        Assert.Equal("plan-not-achieved", Assert.Single(await IncidentLog.ListAsync(workspace, Ct)).Code);
    }

    private static async Task TellAsync(Workspace workspace, Worker worker, string post)
    {
        var told = new PersonStatement.Employed(
            worker.Home,
            workspace.Today,
            worker with
            {
                Postings = [worker.Postings[0] with { Post = post }],
            }
        );
        await TakeStatements.RunAsync(
            workspace,
            new Actor.Application("hr"),
            [new TakeStatements.Told($"to-{post.GetHashCode():x}", workspace.Now, told)],
            Ct
        );
    }

    private static async Task<PlanId> PlanAsync(Workspace workspace)
    {
        await MadeSoFarAsync(workspace);
        await PlanToday.RunAsync(workspace, Actor, Mover, Ct);
        return await MadeAsync(workspace);
    }

    /// <summary>The plan that was handed on.</summary>
    private static async Task<PlanId> MadeAsync(Workspace workspace) => Assert.Single(await MadeSoFarAsync(workspace));

    private static async Task<List<PlanId>> MadeSoFarAsync(Workspace workspace)
    {
        var plans = new List<PlanId>();
        foreach (var message in await workspace.Queue.ReceiveAsync(WorkQueues.PlanMade, 32, TimeSpan.FromMinutes(10), Ct))
        {
            plans.Add(WorkMessage.Read(workspace, message.Body).NeededPlan);
            await workspace.Queue.DeleteAsync(WorkQueues.PlanMade, message, Ct);
        }
        return plans;
    }

    private static async Task ApplyAsync(Workspace workspace, PlanId id)
    {
        ApplyChunk.Result result;
        do result = await ApplyChunk.RunAsync(workspace, Actor, id, Ct);
        while (result is ApplyChunk.Result.More);
        Assert.IsType<ApplyChunk.Result.Done>(result);
    }
}

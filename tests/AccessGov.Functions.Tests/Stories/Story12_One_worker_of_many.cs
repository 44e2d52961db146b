using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

public sealed class Story12_One_worker_of_many
{
    private static readonly Actor Me = new Actor.Trigger("HrChanged");

    [Fact]
    public async Task One_worker_of_nine_hundred_costs_a_handful_of_requests()
    {
        await using var city = await CityStory.OpenAsync(staff: 900);
        await city.SettleOldYearAsync();
        city.MoveTo(4, 1);
        await city.ImportAsync("4-1", "2026-04-01");
        var mover = city
            .City.People()
            .First(p => p.Event == CityEvent.Moves && city.Tenant.Directory.FindByEmployeeId(p.After.Id.Value).Count == 1)
            .After.Id;
        // Refused, because no list announced the day; read it has.
        var everything = await CountAsync(city, "plan", ExitCodes.Refused);
        var groups = city.Policy.Entitlements.Count(e => e.Zone != Core.Kernel.Zone.Independent);
        // Accounts, the members of each group, what kind of groups they are (20 a batch), and the bin, because somebody joins.
        Assert.Equal(1 + groups + (groups + 19) / 20 + 1, everything);
        Assert.Equal(2, await CountAsync(city, $"plan --worker {mover}"));
        if ((await city.RunAsync("show last --json"))["verdict"].GetString() == "needs-approval")
            (await city.RunAsync("approve last", city.Auditor)).Ended(ExitCodes.Done);
        var apply = await CountAsync(city, "apply last");
        Assert.Equal(4, apply);
        Assert.Equal(2, await CountAsync(city, $"verify --worker {mover}"));
        await city.RunAgainChangesNothingAsync($" --worker {mover}");
        TestContext.Current.SendDiagnosticMessage(
            $"{everything} requests for everybody, 2 to plan, {apply} to apply, 2 to verify one worker."
        );
    }

    [Fact]
    public async Task Facts_are_brought_together_once_until_they_change()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = Installation.Open(Path.Combine(village.Root, "accessgov.json"), village.Clock).Installation!.Refreshed();
        var workspace = installation.Workspace;
        var before = await workspace.Present.OfAsync(workspace, TestContext.Current.CancellationToken);
        Assert.IsType<MakePlanResult.Made>(await PlanAsync(workspace, "000105"));
        Assert.Same(before, await workspace.Present.OfAsync(workspace, TestContext.Current.CancellationToken));
        Assert.All(
            await Task.WhenAll(
                Enumerable.Range(0, 8).Select(_ => workspace.Present.OfAsync(workspace, TestContext.Current.CancellationToken))
            ),
            d => Assert.Same(before, d)
        );

        village.Move("000105", VillageStory.GeneralAffairs, "2026-02-02");
        await village.DeliverAsync("mayor");
        var after = await workspace.Present.OfAsync(workspace, TestContext.Current.CancellationToken);
        Assert.NotEqual(before.FactsDigest, after.FactsDigest);
        Assert.NotEmpty(Assert.IsType<MakePlanResult.Made>(await PlanAsync(workspace, "000105")).Plan.Actions);
        // What another source said was not parsed again.
        Assert.Same(before.Facts.Roster.Find(new EmployeeId("000201")), after.Facts.Roster.Find(new EmployeeId("000201")));
        Assert.NotSame(before.Facts.Roster.Find(new EmployeeId("000102")), after.Facts.Roster.Find(new EmployeeId("000102")));

        village.MoveTo("2026-02-03");
        var tomorrow = await workspace.Present.OfAsync(workspace, TestContext.Current.CancellationToken);
        Assert.Same(after.Facts, tomorrow.Facts);
        Assert.Equal(after.On.AddDays(1), tomorrow.On);
    }

    private static Task<MakePlanResult> PlanAsync(Workspace workspace, string worker) =>
        App.Planning.MakePlan.RunAsync(
            workspace,
            Me,
            new MakePlan.Question(workspace.Today, new EmployeeId(worker), new HashSet<SourceId>()),
            null,
            TestContext.Current.CancellationToken
        );

    private static async Task<long> CountAsync(Story story, string command, int exitCode = ExitCodes.Done)
    {
        var before = story.Tenant.Counters.HttpRequests;
        (await story.RunAsync(command)).Ended(exitCode);
        return story.Tenant.Counters.HttpRequests - before;
    }
}

using AccessGov.App.Applying;
using AccessGov.App.Composition;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Planning;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The process dies at every commit of a plan, before it and after it: running apply again finishes, and nothing happened twice.
/// </summary>
public sealed class Story08_Killed_and_run_again
{
    private static readonly EmployeeId Joiner = new("000107"),
        Mover = new("000102"),
        Leaver = new("000106");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_commit_apply_goes_on_where_it_was(bool afterwards)
    {
        await using var approved = await ApprovedAsync();
        var n = 1;
        while (await DiesAtAsync(approved, n, afterwards))
            n++;
        // Disabling, removals, attributes, creation, enabling, additions: each slice commits its intents and its outcomes.
        Assert.InRange(n, 12, 60);
    }

    [Fact]
    public async Task Killed_between_the_effect_and_its_outcome_the_effect_is_recognised()
    {
        await using var village = await ApprovedAsync();
        village.Tenant.Faults.DropReplyAfterEffect("POST /users", times: 1);
        using var dying = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        village.Tenant.Faults.Before("POST /groups/*", _ => dying.Cancel());
        (await village.RunAsync("apply last", ct: dying.Token)).Ended(ExitCodes.Interrupted).Says("中断しました");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        await IsDoneOnceAsync(village);
    }

    /// <returns>False when the plan was through before the n-th commit.</returns>
    private static async Task<bool> DiesAtAsync(VillageStory approved, int n, bool afterwards)
    {
        await using var village = await approved.CopyAsync();
        var died = await ApplyUntilDeathAsync(village, n, afterwards);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        await IsDoneOnceAsync(village);
        return died;
    }

    private static async Task<bool> ApplyUntilDeathAsync(VillageStory village, int n, bool afterwards)
    {
        var ct = TestContext.Current.CancellationToken;
        using var storage = new StorageChoice.Sqlite(village.State).Open(village.Clock);
        using var directory = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = village.Tenant.BaseUri,
                TokenUri = village.Tenant.TokenUri,
                ClientId = "accessgov",
                Secret = Story.Secret,
            },
            village.Clock
        );
        var store = new FaultyStore(storage.Records, n, afterwards);
        var workspace = new Workspace(village.Policy, store, storage.Files, storage.Queue, directory, village.Clock);
        var plan = Assert.Single(await PlanList.NewestAsync(workspace, 1, ct)).Id;
        try
        {
            while (await ApplyChunk.RunAsync(workspace, new Actor.Employee(VillageStory.Author), plan, ct) is ApplyChunk.Result.More) { }
            return false;
        }
        catch (FaultyStore.ProcessDied)
        {
            return true;
        }
    }

    private static async Task IsDoneOnceAsync(VillageStory village)
    {
        var state = (await village.RunAsync("show last --json")).Ended(ExitCodes.Done);
        Assert.Equal("Applied", state["status"].GetString());
        Assert.Equal(state["actions"].GetArrayLength(), state["outcomes"].EnumerateObject().Sum(o => o.Value.GetInt32()));
        Assert.True(village.Account(Joiner).AccountEnabled);
        Assert.Contains("juki-update", village.RightsOf(Mover));
        Assert.Equal((false, 0), (village.Account(Leaver).AccountEnabled, village.RightsOf(Leaver).Count));
        await Chains.EveryActionHasOneIntentAndOneOutcomeAsync(village);
        await village.RunAgainChangesNothingAsync();
    }

    private static async Task<VillageStory> ApprovedAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move(Mover.Value, VillageStory.Residents, "2026-02-03");
        village.Leave(Leaver.Value, "2026-02-02");
        village.Put(VillageStory.Regular(Joiner.Value, "mayor", VillageStory.Crafts, "2026-02-03"));
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        return village;
    }
}

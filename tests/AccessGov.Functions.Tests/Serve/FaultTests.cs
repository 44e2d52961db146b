using AccessGov.App.Events;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Storage.Sqlite;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox;
using AccessGov.Tests;
using Microsoft.Data.Sqlite;

namespace AccessGov.Functions.Tests.Serve;

/// <summary>What goes wrong around a server in the middle of a plan; each ends as if nothing had.</summary>
[TakesLong]
public sealed class FaultTests
{
    private static readonly Actor Actor = new Actor.Trigger("test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refusals_storms_and_lost_replies_in_the_middle_of_a_plan_end_in_what_was_planned()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var faults = stage.Tenant.Faults;
        faults.Next("POST /users", times: 5, status: 429, retryAfter: TimeSpan.FromSeconds(1), skip: 2);
        faults.Next("POST /users", times: 5, status: 429, skip: 8);
        faults.Next("POST /users", times: 3, status: 503, skip: 12);
        faults.DropReplyAfterEffect("POST /users", times: 2);
        faults.Next("PATCH /users/*", times: 3, status: 429, retryAfter: TimeSpan.FromSeconds(1), skip: 3);
        faults.DropReplyAfterEffect("PATCH /users/*", times: 2);
        using var server = stage.Start("serve", "--port", "0");
        await EndsAsAsync(stage, installation.Workspace, 40, server);
        Assert.True(stage.Tenant.Counters.Throttled >= 13, $"{stage.Tenant.Counters.Throttled}");
    }

    [Fact]
    public async Task Storage_that_is_restarted_in_the_middle_of_a_plan_loses_nothing()
    {
        using var folder = new TestFolder();
        using var azurite = new AzuriteProcess(folder.Path);
        await azurite.StartAsync();
        await using var stage = await Stage.SetAsync(azurite.ConnectionString);
        using var installation = stage.Open();
        using var stopped = new ManualResetEventSlim();
        stage.Tenant.Faults.Before(
            "POST /users",
            _ =>
            {
                azurite.StopAsync().GetAwaiter().GetResult();
                stopped.Set();
            },
            skip: 10
        );
        using var server = stage.Start("serve", "--port", "0");
        await DropAsync(installation.Workspace, 40);
        await Stage.UntilAsync(() => Task.FromResult(stopped.IsSet), Ct);
        // It is missed before it is back.
        await Stage.UntilAsync(() => Task.FromResult(server.Text.Contains("storage-unreachable", StringComparison.Ordinal)), Ct);
        await azurite.StartAsync();
        await EndedAsync(stage, installation.Workspace, 40, server);
    }

    [Fact]
    public async Task A_full_disk_half_applies_nothing_and_the_plan_goes_on_once_there_is_room()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        var file = await Stage.DropAsync(workspace, Stage.Extract(120));
        await HrFileArrived.RunAsync(workspace, Actor, installation.Profiles, $$"""{"tenant":"suzaka","file":"{{file}}"}""", Ct);
        var plan = (await PlanList.NewestAsync(workspace, 1, Ct))[0].Id;
        var met = 0;
        for (var room = 0; (await PlanList.StateAsync(workspace, plan, Ct))!.Status != PlanStatus.Applied; room++)
        {
            // A few pages more each time: the disk fills at another commit.
            using var full = SqliteFile.Open(Path.Combine(stage.Folder, "state", "accessgov.db"), Pages(stage) + (room % 60));
            var cramped = workspace with { Records = new SqliteRecordStore(full), Queue = new SqliteWorkQueue(full, workspace.Clock) };
            try
            {
                while (
                    await App.Applying.ApplyChunk.RunAsync(cramped, Actor, plan, Ct)
                        is App.Applying.ApplyChunk.Result.More { NotBefore: null }
                ) { }
            }
            catch (OutsideFailureException e)
            {
                Assert.Equal(new OutsideFailure.Permanent("disk-full"), e.Kind);
                met++;
            }
            Assert.Empty(full.IntegrityFaults());
            Assert.InRange(room, 0, 400);
        }
        Assert.True(met >= 3, $"The disk was full {met} times.");
        await Stage.AssertPairedAsync(workspace, (await PlanList.StateAsync(workspace, plan, Ct))!, Ct);
        Assert.Equal(120, stage.Tenant.Directory.UserCount);
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
    }

    /// <summary>Pages that the file has, those of them that are still in its log too.</summary>
    private static int Pages(Stage stage)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(stage.Folder, "state", "accessgov.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("PRAGMA page_count", connection);
        return (int)(long)command.ExecuteScalar()!;
    }

    private static async Task DropAsync(Workspace workspace, int people) =>
        await new WorkMessage(workspace.Tenant, File: await Stage.DropAsync(workspace, Stage.Extract(people))).SendAsync(
            workspace,
            WorkQueues.HrFileArrived,
            null,
            Ct
        );

    private static async Task EndsAsAsync(Stage stage, Workspace workspace, int people, RunningProgram server)
    {
        await DropAsync(workspace, people);
        await EndedAsync(stage, workspace, people, server);
    }

    private static async Task EndedAsync(Stage stage, Workspace workspace, int people, RunningProgram server)
    {
        await Stage.UntilAsync(
            async () =>
            {
                Assert.False(server.HasExited, server.Text);
                return await PlanList.NewestAsync(workspace, 9, Ct) is { Count: > 0 } plans
                    && plans.All(p => p.Status == PlanStatus.Applied || p.Actions == 0);
            },
            Ct
        );
        Assert.Equal(people, stage.Tenant.Directory.UserCount);
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
        foreach (var plan in await PlanList.NewestAsync(workspace, 9, Ct))
            if (plan.Actions > 0)
                await Stage.AssertPairedAsync(workspace, plan, Ct);
        Assert.DoesNotContain(await IncidentLog.ListAsync(workspace, Ct), f => f.Code == "message-failed");
    }
}

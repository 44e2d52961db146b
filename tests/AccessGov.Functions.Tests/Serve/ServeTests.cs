using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Functions.Tests.Serve;

/// <summary>Stories through <c>accessgov serve</c>: one server, one SQLite file.</summary>
public sealed class ServeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_in_the_inbox_becomes_accounts_and_rights_without_a_hand()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        await Stage.DropAsync(workspace, Stage.Extract(12));
        using var server = stage.Start("serve", "--port", "0");
        await Stage.UntilAsync(
            async () =>
            {
                Assert.False(server.HasExited, server.Text);
                return (await PlanList.NewestAsync(workspace, 1, Ct)) is [{ Status: PlanStatus.Applied }]
                    && await workspace.Queue.PeekCountAsync(WorkQueues.VerifyPlan, Ct) == 0;
            },
            Ct
        );
        Assert.True(stage.Tenant.Directory.UserCount == 12, server.Text);
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
        Assert.Empty(await IncidentLog.ListAsync(workspace, Ct));
    }

    /// <summary>
    /// A creation of the large plan is held back until the urgent plan waits for the directory; then chunks are left over, and the leaver
    /// is next.
    /// </summary>
    [Fact]
    public async Task Who_must_leave_at_once_does_not_wait_for_the_plan_that_is_under_way()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        using var server = stage.Start("serve", "--port", "0");
        await ArriveAsync(workspace, Stage.Extract(3));
        await Stage.UntilAsync(async () => Leaver(stage) is { AccountEnabled: true } && await RestsAsync(workspace), Ct);

        using var held = new ManualResetEventSlim();
        using var letGo = new ManualResetEventSlim();
        stage.Tenant.Faults.Before(
            "POST /users",
            _ =>
            {
                held.Set();
                letGo.Wait(Ct);
            },
            skip: 5
        );
        await ArriveAsync(workspace, Stage.Extract(450));
        await Stage.UntilAsync(() => Task.FromResult(held.IsSet), Ct);
        var bulk = (await PlanList.NewestAsync(workspace, 1, Ct))[0];
        PlanState? atRevocation = null;
        stage.Tenant.Faults.Before(
            "POST /users/*/revokeSignInSessions",
            _ => atRevocation = PlanList.StateAsync(workspace, bulk.Id, Ct).GetAwaiter().GetResult()
        );
        await ArriveAsync(workspace, Stage.Extract(450, leaving: 1));
        await Stage.UntilAsync(() => Priority.Urgent.IsWantedAsync(workspace, Ct), Ct);
        letGo.Set();
        await Stage.UntilAsync(() => Task.FromResult(Leaver(stage) is { AccountEnabled: false, SessionsRevokedAt: not null }), Ct);
        // The chunk under way ended; the next one, of the same creations, had not begun.
        Assert.Equal((PlanStatus.Applying, 300, 0), (atRevocation!.Status, atRevocation.Next, atRevocation.Pending.Count));
    }

    [Fact]
    public async Task A_file_named_against_the_rule_becomes_a_finding_and_is_told_once()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        using var content = new MemoryStream("x"u8.ToArray());
        await workspace.Files.PutAsync(DropContainer.HrInbox, DropPath.Parse("nobody/x.csv"), content, Ct);
        var later = workspace with { Clock = new FakeTimeProvider(DateTimeOffset.UtcNow + PollInbox.SettlesFor) };
        Assert.Equal(1, await PollInbox.RunAsync(later, Actor, Ct));
        Assert.Equal(0, await PollInbox.RunAsync(later, Actor, Ct));
        var message = Assert.Single(await workspace.Queue.ReceiveAsync(WorkQueues.HrFileArrived, 32, TimeSpan.FromMinutes(1), Ct));
        await HrFileArrived.RunAsync(workspace, Actor, installation.Profiles, message.Body, Ct);
        Assert.Equal(
            ("hr-file-refused", "nobody/x.csv"),
            Assert.Single(await IncidentLog.ListAsync(workspace, Ct)) is var f ? (f.Code, f.Subject) : default
        );
    }

    /// <summary>Waits out the hold of a killed pump, so it runs only when asked for: -explicit only -method '*A_server_killed*'.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public async Task A_server_killed_in_the_middle_of_a_plan_goes_on_where_it_was()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        await ArriveAsync(workspace, Stage.Extract(100));
        using (var killed = stage.Start("serve", "--port", "0"))
        {
            await Stage.UntilAsync(() => Task.FromResult(stage.Tenant.Directory.UserCount > 20), Ct);
            await killed.KillAsync();
        }
        using var second = stage.Start("serve", "--port", "0");
        using var third = stage.Start("serve", "--port", "0");
        // The inbox tells of the same file again, so there may be a second plan.
        await Stage.UntilAsync(async () => (await PlanList.NewestAsync(workspace, 9, Ct)).All(p => p.Status == PlanStatus.Applied), Ct);
        Assert.Equal(100, stage.Tenant.Directory.UserCount);
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
        foreach (var plan in await PlanList.NewestAsync(workspace, 9, Ct))
            await Stage.AssertPairedAsync(workspace, plan, Ct);
    }

    private static Actor Actor => new Actor.Trigger("test");

    private static async Task<bool> RestsAsync(Workspace workspace)
    {
        foreach (var queue in (QueueName[])[WorkQueues.HrFileArrived, WorkQueues.PlanMade, WorkQueues.ApplyChunk, WorkQueues.VerifyPlan])
            if (await workspace.Queue.PeekCountAsync(queue, Ct) > 0)
                return false;
        return true;
    }

    private static TenantUser? Leaver(Stage stage) => stage.Tenant.Directory.Users.SingleOrDefault(u => u.EmployeeId == "300001");

    private static async Task ArriveAsync(Workspace workspace, byte[] content) =>
        await new WorkMessage(workspace.Tenant, File: await Stage.DropAsync(workspace, content)).SendAsync(
            workspace,
            WorkQueues.HrFileArrived,
            null,
            Ct
        );
}

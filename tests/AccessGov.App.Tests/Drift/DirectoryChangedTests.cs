using AccessGov.App.Applying;
using AccessGov.App.Directory;
using AccessGov.App.Drift;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Drift;

/// <summary>A fire station of twelve whose directory is as it should be; then somebody changes something by hand.</summary>
public sealed class DirectoryChangedTests : IAsyncLifetime
{
    private static readonly Actor Queue = new Actor.Trigger("test");
    private readonly FakeTimeProvider clock = new(new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero));
    private Stage stage = null!;
    private Door door = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Workspace Workspace => door.Workspace;

    private IReadOnlyList<TenantUser> Users => stage.Tenant.Directory.Users;

    public async ValueTask InitializeAsync()
    {
        stage = await Stage.SetAsync(options: new TenantOptions { Clock = clock, MembersInNotifications = false });
        door = await Door.OpenAsync(stage, clock);
        await ArriveAsync(12);
        await door.DrainAsync(Ct);
        Assert.Equal(12, Users.Count(u => u.AccountEnabled));
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, stage.Tenant.Counters.NotEmulated);
        await door.DisposeAsync();
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task An_account_changed_by_hand_is_planned_for_alone_and_put_right()
    {
        Users[3]["department"] = "税務課";
        await ChangedAsync(Users[3]);
        Assert.Equal(Users[3].EmployeeId, (await NewestAsync())[0].Only?.Value);
        await door.DrainAsync(Ct);
        Assert.Equal("消防署", Users[3]["department"]);
    }

    [Fact]
    public async Task The_echo_of_what_is_as_it_should_be_leaves_no_trace()
    {
        var before = (await NewestAsync()).Count;
        foreach (var user in Users)
            await ChangedAsync(user);
        await HandleAsync(new WorkMessage(Workspace.Tenant, Lifecycle: Lifecycle.Missed));
        Assert.Equal(before, (await NewestAsync()).Count);
        Assert.Empty(await ChangeMarks.ReadAsync(Workspace, Ct));
        Assert.Empty(await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task Nobodys_account_is_left_alone_and_a_deleted_one_is_missed()
    {
        var guest = stage.Tenant.Directory.Add(new TenantUser("guest@example.jp"));
        await ChangedAsync(guest);
        Assert.Single(await NewestAsync());
        var gone = Users[5];
        stage.Tenant.Directory.DeleteUser(gone.Id);
        await ChangedAsync(gone);
        Assert.Null((await NewestAsync())[0].Only);
        await door.DrainAsync(Ct);
        // It lies among the deleted ones: whether it comes back, people say.
        Assert.Empty(stage.Tenant.Directory.FindByEmployeeId(gone.EmployeeId!));
        Assert.Contains(await NewestAsync(), p => p.Verdict is Verdict.NeedsApproval && p.Status == PlanStatus.Made);
        Assert.Equal("plan-needs-people", Assert.Single(await IncidentLog.ListAsync(Workspace, Ct)).Code);
    }

    [Fact]
    public async Task Whom_the_plan_under_way_concerns_waits_for_its_end_and_nobody_else_does()
    {
        await ArriveAsync(60);
        await door.DrainAsync(Ct, except: WorkQueues.ApplyChunk);
        await ApplyChunk.FromQueueAsync(Workspace, Queue, (await NewestAsync())[0].Id, Ct);
        var plan = (await NewestAsync())[0];
        Assert.Equal(PlanStatus.Applying, plan.Status);
        var concerned = Users.First(u => u.EmployeeId == "300040");
        var other = Users.First(u => u.EmployeeId == "300002");
        other["department"] = "税務課";
        await ChangedAsync(concerned);
        await ChangedAsync(other);
        Assert.Equal(["300002"], (await NewestAsync()).Where(p => p.Only is not null).Select(p => p.Only!.Value.Value));
        Assert.Equal([new ChangeMark.Account(Guid.Parse(concerned.Id))], (await ChangeMarks.ReadAsync(Workspace, Ct)).Select(m => m.Mark));
        await door.DrainAsync(Ct);
        for (var i = 0; i < 9; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await door.DrainAsync(Ct);
        }
        Assert.Empty(await ChangeMarks.ReadAsync(Workspace, Ct));
        Assert.Equal(3, (await NewestAsync()).Count);
        Assert.Equal(60, stage.Tenant.Directory.UserCount);
    }

    [Fact]
    public async Task What_undoes_our_work_each_time_does_not_keep_us_planning_for_ever()
    {
        for (var i = 0; i < 6; i++)
        {
            Users[3]["department"] = "税務課";
            await ChangedAsync(Users[3]);
            await door.DrainAsync(Ct);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(PlanRateLimit.Most, (await NewestAsync()).Count(p => p.Only is not null));
        var finding = Assert.Single(await IncidentLog.ListAsync(Workspace, Ct));
        Assert.Equal(("change-returns", Users[3].EmployeeId, 1), (finding.Code, finding.Subject, finding.Times));
        clock.Advance(PlanRateLimit.Window);
        await door.DrainAsync(Ct);
        Assert.Equal("消防署", Users[3]["department"]);
    }

    [Fact]
    public async Task A_governed_group_that_changed_without_word_of_whom_is_compared_with_what_should_be()
    {
        var keys = Path.Combine(Path.GetDirectoryName(stage.SettingsFile)!, "keys.csv");
        await File.WriteAllTextAsync(keys, "職員番号,登録日,失効日\n399999,2025-04-01,\n", Ct);
        using (var list = stage.Start("hr", "keys", keys))
            Assert.Equal(0, await list.EndAsync(Ct));
        var right = Workspace.Policy.Entitlements.First(e => e.Id.Value == "juki-inquiry");
        stage.Tenant.Directory.AddMember(right.GroupId.ToString(), Users[4].Id);
        await HandleAsync(new WorkMessage(Workspace.Tenant, Group: right.GroupId));
        await door.DrainAsync(Ct);
        Assert.Empty(stage.Tenant.Directory.MembersOf(right.GroupId.ToString()));
        Assert.Equal(Users[4].EmployeeId, (await NewestAsync())[0].Only?.Value);
    }

    private Task<IReadOnlyList<PlanState>> NewestAsync() => PlanList.NewestAsync(Workspace, 20, Ct);

    private Task ChangedAsync(TenantUser user) => HandleAsync(new WorkMessage(Workspace.Tenant, Account: Guid.Parse(user.Id)));

    private Task HandleAsync(WorkMessage message)
    {
        // Plans are listed by time.
        clock.Advance(TimeSpan.FromSeconds(1));
        return DirectoryChanged.RunAsync(Workspace, Queue, message, Ct);
    }

    /// <summary>Everybody began a few days before the pretended day.</summary>
    private static byte[] Extract(int people) => Stage.Extract(people, today: new DateOnly(2026, 6, 1));

    private async Task ArriveAsync(int people)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        await new WorkMessage(Workspace.Tenant, File: await Stage.DropAsync(Workspace, Extract(people))).SendAsync(
            Workspace,
            WorkQueues.HrFileArrived,
            null,
            Ct
        );
    }
}

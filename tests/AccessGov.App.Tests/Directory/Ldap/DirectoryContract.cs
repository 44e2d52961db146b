using AccessGov.App.Directory;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using static AccessGov.Core.Applying.ActionOutcome;

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>What every directory does alike. A directory that needs another test here is another product.</summary>
public abstract class DirectoryContract : IAsyncLifetime
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract IDirectory Directory { get; }

    private protected abstract Task StartAsync();

    private protected abstract ValueTask StopAsync();

    /// <summary>An enabled account that somebody else made.</summary>
    private protected abstract Task<Guid> UserAsync(string? number, string name);

    private protected abstract Task<Guid> GroupAsync(string name, params Guid[] members);

    /// <summary>Somebody else changes the post.</summary>
    private protected abstract Task PostAsync(Guid user, string post);

    /// <summary>Somebody else takes the account away.</summary>
    private protected abstract Task GoneAsync(Guid user);

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_created_account_is_whole_shut_and_known_by_its_id()
    {
        var made = await OneAsync(Acts.Create("700001"));
        Assert.Equal(new Applied(), made.Outcome);
        var account = Assert.Single((await CaptureAsync()).Accounts, a => a.EmployeeId == new EmployeeId("700001"));
        Assert.Equal(
            (made.ObjectId!.Value, "700001@city.example.jp", false, Acts.Clerk),
            (account.ObjectId, account.UserPrincipalName, account.Enabled, account.Attributes)
        );
        var again = await OneAsync(Acts.Create("700001"));
        Assert.Equal((new AlreadyTrue(), made.ObjectId), (again.Outcome, again.ObjectId));
    }

    [Fact]
    public async Task Somebody_with_bare_attributes_can_be_created()
    {
        var bare = AccountAttributes.Empty with { DisplayName = "須坂 太郎" };
        Assert.Equal(new Applied(), (await OneAsync(Acts.Create("700002", bare))).Outcome);
        Assert.Equal(bare, Assert.Single((await CaptureAsync()).Accounts, a => a.EmployeeId == new EmployeeId("700002")).Attributes);
    }

    [Fact]
    public async Task A_name_in_use_and_a_number_in_use_make_no_account()
    {
        await UserAsync("700010", "700003@city.example.jp");
        Assert.Equal(new Failed("upn-taken"), (await OneAsync(Acts.Create("700003"))).Outcome);
        Assert.Equal(new Stale(OutcomeCodes.EmployeeIdTaken), (await OneAsync(Acts.Create("700010"))).Outcome);
        Assert.Single((await CaptureAsync()).Accounts, a => a.EmployeeId is not null);
    }

    [Fact]
    public async Task Shutting_and_opening_twice_is_once()
    {
        var user = await UserAsync("700004", "700004@city.example.jp");
        Assert.Equal([new Applied()], await DoAsync(Acts.Disable(user, "700004")));
        Assert.False((await LookAsync(user))!.Enabled);
        await DoAsync(Acts.Disable(user, "700004"), Acts.Revoke(user, "700004"));
        Assert.Equal([new Applied()], await DoAsync(Acts.Enable(user, "700004")));
        Assert.True((await LookAsync(user))!.Enabled);
        await DoAsync(Acts.Enable(user, "700004"));
        Assert.True((await LookAsync(user))!.Enabled);
    }

    [Fact]
    public async Task Attributes_that_differ_are_written_emptied_and_others_left_alone()
    {
        var user = await UserAsync("700005", "700005@city.example.jp");
        await PostAsync(user, "係長");
        var seen = (await LookAsync(user))!.Attributes;
        var shall = seen with { DisplayName = "髙﨑 𠮷子", Department = "税務課", CostCenter = "010203", Division = "議会" };
        Assert.Equal([new Applied()], await DoAsync(Acts.Change(user, "700005", seen, shall)));
        Assert.Equal(shall, (await LookAsync(user))!.Attributes);
        var less = shall with { Division = "", CostCenter = "", JobTitle = "" };
        Assert.Equal([new Applied()], await DoAsync(Acts.Change(user, "700005", shall, less, "700006")));
        var now = (await LookAsync(user))!;
        Assert.Equal((less, new EmployeeId("700006")), (now.Attributes, now.EmployeeId!.Value));
        Assert.Equal([new AlreadyTrue()], await DoAsync(Acts.Change(user, "700006", less, less)));
    }

    [Fact]
    public async Task Members_join_and_leave_and_what_was_so_stays_so()
    {
        var users = new List<(Guid Id, string Number)>();
        for (var n = 0; n < 45; n++)
            users.Add((await UserAsync($"70010{n:00}", $"70010{n:00}@city.example.jp"), $"70010{n:00}"));
        var right = DirectoryTest.Entitlement("tax", await GroupAsync("tax", users[0].Id, users[1].Id));
        var outcomes = await DoAsync([.. users.Skip(1).Select(u => Acts.Add(u.Id, u.Number, right))]);
        Assert.Equal([new AlreadyTrue(), .. Enumerable.Repeat(new Applied(), 43)], outcomes);
        Assert.Equal(users.Select(u => u.Id).Order(), (await Directory.MembersAsync(right.GroupId, Ct))!.Order());
        Assert.Equal([new Applied()], await DoAsync(Acts.Remove(users[2].Id, users[2].Number, right)));
        Assert.Equal(
            [new AlreadyTrue(), new Applied()],
            await DoAsync(Acts.Remove(users[2].Id, users[2].Number, right), Acts.Remove(users[3].Id, users[3].Number, right))
        );
        var snapshot = await CaptureAsync(right);
        Assert.Equal(43, Enumerable.Range(0, snapshot.Accounts.Count).Sum(snapshot.CountOf));
        Assert.Null(await Directory.MembersAsync(Guid.NewGuid(), Ct));
    }

    [Fact]
    public async Task Of_what_is_asked_for_twice_neither_is_told_as_done_when_the_other_failed()
    {
        var user = await UserAsync("700014", "700014@city.example.jp");
        var right = DirectoryTest.Entitlement("tax", await GroupAsync("tax"));
        Assert.Equal([new Applied(), new AlreadyTrue()], await DoAsync(Acts.Add(user, "700014", right), Acts.Add(user, "700014", right)));
        var none = DirectoryTest.Entitlement("none", Guid.NewGuid());
        var stale = new Stale(OutcomeCodes.GroupOrAccountAbsent);
        Assert.Equal([stale, stale], await DoAsync(Acts.Add(user, "700014", none), Acts.Add(user, "700014", none)));
    }

    [Fact]
    public async Task What_is_gone_is_stale_where_it_was_needed_and_true_where_it_was_to_go()
    {
        var user = await UserAsync("700007", "700007@city.example.jp");
        var right = DirectoryTest.Entitlement("gone", await GroupAsync("gone", user));
        await GoneAsync(user);
        Assert.All(
            await DoAsync(
                Acts.Disable(user, "700007"),
                Acts.Enable(user, "700007"),
                Acts.Add(user, "700007", right),
                Acts.Change(user, "700007", Acts.Clerk, AccountAttributes.Empty),
                Acts.Revoke(user, "700007")
            ),
            o => Assert.IsType<Stale>(o)
        );
        Assert.Equal(
            [new AlreadyTrue(), new AlreadyTrue()],
            await DoAsync(Acts.Remove(user, "700007", right), Acts.Delete(user, "700007"))
        );
        Assert.Null(await LookAsync(user));
    }

    [Fact]
    public async Task A_group_that_is_gone_gives_nothing_and_is_told()
    {
        var user = await UserAsync("700008", "700008@city.example.jp");
        var none = DirectoryTest.Entitlement("none", Guid.NewGuid());
        Assert.Equal([new Stale(OutcomeCodes.GroupOrAccountAbsent)], await DoAsync(Acts.Add(user, "700008", none)));
        Assert.Equal([new AlreadyTrue()], await DoAsync(Acts.Remove(user, "700008", none)));
        Assert.Equal([none.Id], (await CaptureAsync(none)).AbsentGroups);
        Assert.Equal([GroupRefusal.Missing], (await Directory.CheckGroupsAsync([none], Ct)).Select(c => c.Refusal));
    }

    [Fact]
    public async Task A_deleted_account_is_not_seen_is_listed_and_comes_back_as_it_was()
    {
        var user = await UserAsync("700009", "700009@city.example.jp");
        Assert.Equal([new Applied()], await DoAsync(Acts.Delete(user, "700009")));
        Assert.Null(await LookAsync(user));
        Assert.DoesNotContain((await CaptureAsync()).Accounts, a => a.ObjectId == user);
        var deleted = Assert.Single(await Directory.DeletedAsync(at => DateOnly.FromDateTime(at.UtcDateTime), Ct), d => d.ObjectId == user);
        Assert.Equal(new EmployeeId("700009"), deleted.EmployeeId);
        Assert.Equal([new Applied()], await DoAsync(Acts.Restore(user, "700009")));
        Assert.Equal(new EmployeeId("700009"), (await LookAsync(user))!.EmployeeId);
        Assert.Equal([new AlreadyTrue()], await DoAsync(Acts.Restore(user, "700009")));
    }

    [Fact]
    public async Task Numbers_are_found_as_they_are_written()
    {
        var user = await UserAsync("ab70", "ab70@city.example.jp");
        Assert.Equal(user, (await Directory.FindByEmployeeIdAsync(new EmployeeId("ab70"), Ct))!.ObjectId);
        Assert.Null(await Directory.FindByEmployeeIdAsync(new EmployeeId("AB70"), Ct));
        Assert.Null(await Directory.FindByEmployeeIdAsync(new EmployeeId("999999"), Ct));
        await UserAsync("ab70", "other@city.example.jp");
        Assert.Null(await Directory.FindByEmployeeIdAsync(new EmployeeId("ab70"), Ct));
        Assert.Empty(await Directory.LookAsync([], Ct));
    }

    [Fact]
    public async Task Actions_without_an_id_find_their_account_or_are_stale()
    {
        var (one, other) = (await UserAsync("700011", "700011@city.example.jp"), await UserAsync("700012", "700012@city.example.jp"));
        await UserAsync("700012", "700013@city.example.jp");
        var right = DirectoryTest.Entitlement("tax", await GroupAsync("tax"));
        PlannedAction Unknown(string number) => Acts.Add(other, number, right) with { Target = new Target(new EmployeeId(number), null) };
        var outcomes = await Directory.ApplyAsync([Unknown("700011"), Unknown("999999"), Unknown("700012")], Ct);
        Assert.Equal((new Applied(), one), (outcomes[0].Outcome, outcomes[0].ObjectId!.Value));
        Assert.All(outcomes.Skip(1), o => Assert.IsType<Stale>(o.Outcome));
        Assert.Equal([one], (await Directory.MembersAsync(right.GroupId, Ct))!);
    }

    private protected async Task<DirectorySnapshot> CaptureAsync(params Entitlement[] rights)
    {
        var read = await Directory.CaptureAsync(rights, null, Ct);
        return Assert.IsType<DirectoryRead.Complete>(read).Snapshot;
    }

    private protected async Task<ActionOutcome[]> DoAsync(params PlannedAction[] slice) =>
        [.. (await Directory.ApplyAsync(slice, Ct)).Select(o => o.Outcome)];

    private protected async Task<DirectoryAccount?> LookAsync(Guid id) =>
        ((await Directory.LookAsync([id], Ct))[id] as AccountNow.Present)?.Account;

    private async Task<ActionOutcomeOf> OneAsync(PlannedAction action) => Assert.Single(await Directory.ApplyAsync([action], Ct));
}

using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Tests.Directory;

public sealed class LookTests : DirectoryTest
{
    [Fact]
    public async Task Three_hundred_accounts_are_looked_at_in_one_request()
    {
        var users = Users(300);
        users[7].AccountEnabled = false;
        Tenant.Directory.DeleteUser(users[8].Id);
        var now = await Directory.LookAsync([.. users.Select(u => Guid.Parse(u.Id))], Ct);
        Assert.Equal((1, 20, 0), (Tenant.Counters.HttpRequests, Tenant.Counters.SubRequests, Tenant.Counters.Writes));
        Assert.Equal(299, now.Values.Count(a => a is AccountNow.Present));
        Assert.False(Assert.IsType<AccountNow.Present>(now[Guid.Parse(users[7].Id)]).Account.Enabled);
        Assert.IsType<AccountNow.Absent>(now[Guid.Parse(users[8].Id)]);
    }

    [Fact]
    public async Task Looking_at_nobody_asks_nobody()
    {
        Assert.Empty(await Directory.LookAsync([], Ct));
        Assert.Equal(0, Tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task A_look_that_is_not_answered_is_no_absence()
    {
        var users = Users(40);
        Tenant.Faults.Next("GET /users", times: 100, status: 503);
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() =>
            Directory.LookAsync([.. users.Select(u => Guid.Parse(u.Id))], Ct)
        );
        Assert.IsType<OutsideFailure.Transient>(thrown.Kind);
    }

    [Fact]
    public async Task An_account_is_found_by_its_employee_id_when_it_is_the_only_one()
    {
        var users = Users(3);
        users[2].EmployeeId = users[1].EmployeeId;
        Assert.Equal(
            Guid.Parse(users[0].Id),
            (await Directory.FindByEmployeeIdAsync(EmployeeId.Parse(users[0].EmployeeId!), Ct))!.ObjectId
        );
        Assert.Null(await Directory.FindByEmployeeIdAsync(EmployeeId.Parse(users[1].EmployeeId!), Ct));
        Assert.Null(await Directory.FindByEmployeeIdAsync(EmployeeId.Parse("999999"), Ct));
    }

    [Fact]
    public async Task Letter_case_of_an_employee_id_counts_though_the_directory_ignores_it()
    {
        Users(1)[0].EmployeeId = "ab1";
        Assert.Null(await Directory.FindByEmployeeIdAsync(EmployeeId.Parse("AB1"), Ct));
    }

    [Fact]
    public async Task Groups_that_cannot_be_governed_are_named_with_the_reason()
    {
        var (fine, roles, synced, dynamic) = (Right("fine"), Right("roles"), Right("synced"), Right("dynamic"));
        GroupOf(roles).RoleAssignable = true;
        GroupOf(synced).Synced = true;
        GroupOf(dynamic)["groupTypes"] = new[] { "DynamicMembership" };
        var checks = await Directory.CheckGroupsAsync([fine, roles, synced, dynamic, Entitlement("gone", Guid.NewGuid())], Ct);
        Assert.Equal(
            [null, GroupRefusal.RoleAssignable, GroupRefusal.SyncedFromOnPremises, GroupRefusal.Dynamic, GroupRefusal.Missing],
            checks.Select(c => c.Refusal)
        );
        Assert.Equal(1, Tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task A_group_check_that_is_not_answered_is_no_missing_group()
    {
        Tenant.Faults.Next("GET /groups/*", times: 100, status: 403);
        var thrown = await Assert.ThrowsAsync<OutsideFailureException>(() => Directory.CheckGroupsAsync([Right("tax")], Ct));
        Assert.Equal("forbidden", Assert.IsType<OutsideFailure.Permanent>(thrown.Kind).Code);
    }
}

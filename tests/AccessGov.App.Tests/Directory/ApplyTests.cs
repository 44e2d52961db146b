using AccessGov.Core.Directory;
using AccessGov.Core.Planning;
using static AccessGov.Core.Applying.ActionOutcome;

namespace AccessGov.App.Tests.Directory;

public sealed class ApplyTests : DirectoryTest
{
    [Fact]
    public async Task A_created_account_is_whole_disabled_and_known_by_its_id()
    {
        var outcome = Assert.Single(await Directory.ApplyAsync([Do.Create("700001")], Ct));
        var user = Assert.Single(Tenant.Directory.Users);
        Assert.Equal((new Applied(), Guid.Parse(user.Id)), (outcome.Outcome, outcome.ObjectId!.Value));
        Assert.Equal(
            ("700001", "700001@city.example.jp", "700001", false),
            (user.EmployeeId, user.UserPrincipalName, user["mailNickname"], user.AccountEnabled)
        );
        Assert.Equal(
            ("須坂 花子", "税務課", "主事", "正規", "JP"),
            (user.DisplayName, user["department"], user["jobTitle"], user["employeeType"], user["usageLocation"])
        );
        var org = Assert.IsType<IReadOnlyDictionary<string, string?>>(user["employeeOrgData"], exactMatch: false);
        Assert.Equal(("内部部局", "010203"), (org["division"], org["costCenter"]));
        Assert.Null(user["employeeHireDate"]);
        var snapshot = await CaptureAsync();
        Assert.Equal(Do.Attributes, snapshot.Accounts[0].Attributes);
    }

    [Fact]
    public async Task Creations_of_people_with_bare_attributes_are_taken()
    {
        var bare = AccountAttributes.Empty with { DisplayName = "須坂 太郎" };
        Assert.Equal([new Applied()], await ApplyAsync(Do.Create("700001", attributes: bare)));
        Assert.Equal(bare, (await CaptureAsync()).Accounts[0].Attributes);
    }

    [Fact]
    public async Task A_name_that_somebody_else_holds_is_refused_and_an_own_one_is_true_already()
    {
        var users = Users(2);
        Assert.Equal([new Failed("upn-taken")], await ApplyAsync(Do.Create("700001", users[0].UserPrincipalName.ToUpperInvariant())));
        var again = Assert.Single(await Directory.ApplyAsync([Do.Create(users[1].EmployeeId!, users[1].UserPrincipalName)], Ct));
        Assert.Equal((new AlreadyTrue(), Guid.Parse(users[1].Id)), (again.Outcome, again.ObjectId!.Value));
        Assert.Equal(2, Tenant.Directory.UserCount);
    }

    [Fact]
    public async Task A_second_account_for_one_employee_is_never_made()
    {
        var user = Users(1)[0];
        Assert.IsType<Stale>((await ApplyAsync(Do.Create(user.EmployeeId!, "other@city.example.jp")))[0]);
        Assert.Equal(1, Tenant.Directory.UserCount);
    }

    [Fact]
    public async Task Disabling_comes_before_revoking_whatever_their_order_in_the_slice()
    {
        var user = Users(1)[0];
        var order = new List<bool>();
        Tenant.Faults.Before($"POST /users/{user.Id}/revokeSignInSessions", _ => order.Add(user.AccountEnabled));
        Assert.Equal([new Applied(), new Applied()], await ApplyAsync(Do.Revoke(user), Do.Disable(user)));
        Assert.Equal([false], order);
        Assert.NotNull(user.SessionsRevokedAt);
    }

    [Fact]
    public async Task Sessions_are_revoked_even_when_disabling_is_refused()
    {
        var user = Users(1)[0];
        user.HoldsAdminRole = true;
        Assert.Equal([new Failed("forbidden"), new Applied()], await ApplyAsync(Do.Disable(user), Do.Revoke(user)));
    }

    [Fact]
    public async Task Attributes_that_differ_are_sent_and_others_are_left_alone()
    {
        var user = Users(1)[0];
        var seen = (await CaptureAsync()).Accounts[0].Attributes;
        // Changed by hand since: not ours to undo here.
        user["jobTitle"] = "係長";
        Assert.Equal(
            [new Applied()],
            await ApplyAsync(Do.Change(user, seen, seen with { Department = "", CostCenter = "020100" }, "990001"))
        );
        Assert.Equal((null, "係長", "990001"), (user["department"], user["jobTitle"], user.EmployeeId));
        Assert.Equal("020100", (await CaptureAsync()).Accounts[0].Attributes.CostCenter);
    }

    [Fact]
    public async Task Nothing_to_change_costs_no_request()
    {
        var user = Users(1)[0];
        Assert.Equal([new AlreadyTrue()], await ApplyAsync(Do.Change(user, Do.Attributes, Do.Attributes)));
        Assert.Equal(0, Tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task One_part_of_employeeOrgData_that_differs_keeps_the_other()
    {
        var user = Users(1)[0];
        user["employeeOrgData"] = new Dictionary<string, string?> { ["division"] = "議会", ["costCenter"] = "010203" };
        var seen = (await CaptureAsync()).Accounts[0].Attributes;
        await ApplyAsync(Do.Change(user, seen, seen with { CostCenter = "020100" }));
        Assert.Equal(
            ("議会", "020100"),
            (await CaptureAsync()).Accounts[0].Attributes is var now ? (now.Division, now.CostCenter) : default
        );
    }

    [Fact]
    public async Task A_synced_account_refuses_attributes()
    {
        var user = Users(1)[0];
        user.Synced = true;
        Assert.Equal(
            [new Failed("on-premises")],
            await ApplyAsync(Do.Change(user, Do.Attributes, Do.Attributes with { JobTitle = "課長" }))
        );
    }

    [Fact]
    public async Task What_is_gone_is_stale_where_it_was_needed_and_true_where_it_was_to_go()
    {
        var user = Users(1)[0];
        var right = Right("tax", [user]);
        Tenant.Directory.DeleteUser(user.Id);
        var outcomes = await ApplyAsync(
            Do.Disable(user),
            Do.Enable(user),
            Do.Add(user, right),
            Do.Change(user, Do.Attributes, AccountAttributes.Empty),
            Do.Revoke(user)
        );
        Assert.All(outcomes, o => Assert.IsType<Stale>(o));
        Assert.Equal([new AlreadyTrue(), new AlreadyTrue()], await ApplyAsync(Do.Remove(user, right), Do.Delete(user)));
    }

    [Fact]
    public async Task A_deleted_account_can_be_restored()
    {
        var user = Users(1)[0];
        Assert.Equal([new Applied()], await ApplyAsync(Do.Delete(user)));
        Assert.Equal(user.Id, Assert.Single(Tenant.Directory.DeletedUsers).Id);
    }

    [Fact]
    public async Task Actions_without_an_id_find_their_account_or_are_stale()
    {
        var users = Users(3);
        users[2].EmployeeId = users[1].EmployeeId;
        var right = Right("tax");
        PlannedAction Add(string employee) => Do.Add(users[0], right) with { Target = new(Core.Kernel.EmployeeId.Parse(employee), null) };
        var outcomes = await Directory.ApplyAsync([Add(users[0].EmployeeId!), Add("999999"), Add(users[1].EmployeeId!)], Ct);
        Assert.Equal((new Applied(), Guid.Parse(users[0].Id)), (outcomes[0].Outcome, outcomes[0].ObjectId!.Value));
        Assert.All(outcomes.Skip(1), o => Assert.IsType<Stale>(o.Outcome));
        Assert.Equal([Guid.Parse(users[0].Id)], MembersOf(right));
    }
}

using AccessGov.Sandbox.Tenant;
using static AccessGov.Core.Applying.ActionOutcome;

namespace AccessGov.App.Tests.Directory;

public sealed class MembershipTests : DirectoryTest
{
    private protected override TenantOptions Options => new() { RemovalEchoFor = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task Additions_to_a_group_go_twenty_to_a_write()
    {
        var users = Users(45);
        var (tax, mail) = (Right("tax"), Right("mail"));
        var outcomes = await ApplyAsync([.. users.Select(u => Do.Add(u, tax)), .. users.Take(20).Select(u => Do.Add(u, mail))]);
        Assert.All(outcomes, o => Assert.IsType<Applied>(o));
        Assert.Equal((45, 20), (MembersOf(tax).Count(), MembersOf(mail).Count()));
        Assert.Equal((4, 1), (Tenant.Counters.Writes, Tenant.Counters.HttpRequests));
        Assert.Equal((4, 4, 1), (Directory.Counters.Writes, Directory.Counters.SubRequests, Directory.Counters.Requests));
    }

    [Fact]
    public async Task One_bad_member_does_not_sink_nineteen()
    {
        var users = Users(20);
        var right = Right("tax", [users[3]]);
        Tenant.Directory.DeleteUser(users[7].Id);
        var outcomes = await ApplyAsync([.. users.Select(u => Do.Add(u, right))]);
        Assert.Equal(new AlreadyTrue(), outcomes[3]);
        Assert.IsType<Stale>(outcomes[7]);
        Assert.Equal(18, outcomes.Count(o => o is Applied));
        Assert.Equal(19, MembersOf(right).Count());
    }

    [Fact]
    public async Task The_same_member_twice_in_a_slice_is_added_once()
    {
        var users = Users(3);
        var right = Right("tax");
        var outcomes = await ApplyAsync([.. users.Concat(users).Select(u => Do.Add(u, right))]);
        Assert.DoesNotContain(outcomes, o => o is not (Applied or AlreadyTrue));
        Assert.Equal(3, MembersOf(right).Count());
    }

    [Fact]
    public async Task A_group_that_holds_roles_is_forbidden_and_a_synced_one_is_on_premises()
    {
        var users = Users(2);
        var (roles, synced) = (Right("roles", [users[0]]), Right("synced", [users[0]]));
        (GroupOf(roles).RoleAssignable, GroupOf(synced).Synced) = (true, true);
        Assert.Equal(
            [new Failed("forbidden"), new Failed("on-premises")],
            await ApplyAsync(Do.Add(users[1], roles), Do.Add(users[1], synced))
        );
        Assert.Equal(
            [new Failed("forbidden"), new Failed("on-premises")],
            await ApplyAsync(Do.Remove(users[0], roles), Do.Remove(users[0], synced))
        );
    }

    [Fact]
    public async Task A_removal_said_again_is_true_already_in_both_wordings_of_the_refusal()
    {
        var user = Users(1)[0];
        var right = Right("tax", [user]);
        Assert.Equal([new Applied()], await ApplyAsync(Do.Remove(user, right)));
        Assert.Equal([new AlreadyTrue()], await ApplyAsync(Do.Remove(user, right)));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([new AlreadyTrue()], await ApplyAsync(Do.Remove(user, right)));
        Assert.Empty(MembersOf(right));
    }

    [Fact]
    public async Task A_group_deleted_meanwhile_makes_additions_stale_and_removals_true()
    {
        var users = Users(2);
        var right = Right("tax", [users[0]]);
        Tenant.Directory.DeleteGroup(right.GroupId.ToString());
        Assert.IsType<Stale>((await ApplyAsync(Do.Add(users[1], right)))[0]);
        Assert.Equal([new AlreadyTrue()], await ApplyAsync(Do.Remove(users[0], right)));
    }
}

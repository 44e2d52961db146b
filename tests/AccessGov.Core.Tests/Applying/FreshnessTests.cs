using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

public sealed class FreshnessTests
{
    private static readonly EmployeeId One = new("1");
    private static readonly DirectoryAccount Off = new(Names.AccountNo(1), One, "1@city.example.jp", false, AccountAttributes.Empty, false);
    private static readonly AccountAttributes Other = new("市川", "税務課", "主査", "正規職員", "内部部局", "010");

    private static T Sample<T>()
        where T : PlannedAction => Samples.Of<PlannedAction>().OfType<T>().Single();

    private static string Stale(PlannedAction action, DirectoryAccount? now) =>
        Assert.IsType<ActionOutcome.Stale>(Freshness.Check(action, now)).Seen;

    private static IEnumerable<PlannedAction> Looked => Samples.Of<PlannedAction>().Where(a => Freshness.NeedsLook(a, false));

    [Fact]
    public void Every_action_is_either_held_against_the_account_or_not()
    {
        Assert.Equal(6, Looked.Count());
        Assert.False(Freshness.NeedsLook(Sample<PlannedAction.AddMember>(), true));
        Assert.All(Looked, a => Assert.True(Freshness.Check(a, Off) is null or ActionOutcome.AlreadyTrue or ActionOutcome.Stale));
        Assert.Throws<InvalidOperationException>(() => Freshness.Check(Sample<PlannedAction.RemoveMember>(), Off));
    }

    [Fact]
    public void An_account_that_is_gone_is_stale_and_needs_no_deletion()
    {
        foreach (var action in Looked.Where(a => a is not PlannedAction.DeleteAccount))
            Assert.Equal("account-absent", Stale(action, null));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(Sample<PlannedAction.DeleteAccount>(), null));
    }

    [Fact]
    public void A_chosen_account_gets_its_number_only_while_it_is_nobodys_and_called_as_it_was()
    {
        var why = Sample<PlannedAction.ChangeAttributes>().Because with { Cause = new Cause.Adopted(Off.UserPrincipalName, "list", One) };
        var adopt = new PlannedAction.ChangeAttributes(
            new Target(One, Off.ObjectId),
            why,
            new Expect.Account(false, AccountAttributes.Empty),
            [new AttributeChange(AttributeName.EmployeeId, "", One.Value)]
        );
        var nobodys = Off with { EmployeeId = null };
        Assert.Null(Freshness.Check(adopt, nobodys));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(adopt, Off));
        Assert.Equal("employee-id-changed", Stale(adopt, nobodys with { OtherNumber = "?" }));
        Assert.Equal("employee-id-changed", Stale(adopt, nobodys with { IsGuest = true }));
        Assert.Equal("userPrincipalName", Stale(adopt, nobodys with { UserPrincipalName = "2@city.example.jp" }));
        Assert.Equal("displayName", Stale(adopt, nobodys with { Attributes = AccountAttributes.Empty with { DisplayName = "別人" } }));
        // An account of nobody is touched by nothing else.
        Assert.Equal("employee-id-changed", Stale(adopt with { Because = why with { Cause = new Cause.AttributesDiffer() } }, nobodys));
    }

    [Fact]
    public void An_account_that_was_given_to_another_number_is_never_touched()
    {
        foreach (var action in Looked)
            Assert.Equal("employee-id-changed", Stale(action, Off with { EmployeeId = new EmployeeId("9") }));
    }

    [Fact]
    public void A_renumbered_account_may_still_carry_its_former_number()
    {
        var change = Sample<PlannedAction.ChangeAttributes>() with
        {
            Changes = [new AttributeChange(AttributeName.EmployeeId, "9", "1"), .. AttributeChange.Between(AccountAttributes.Empty, Other)],
        };
        var renumber = change with { Because = change.Because with { Cause = new Cause.Renumbered(new EmployeeId("9")) } };
        Assert.Null(Freshness.Check(renumber, Off with { EmployeeId = new EmployeeId("9") }));
        Assert.Equal("employee-id-changed", Stale(renumber, Off with { EmployeeId = new EmployeeId("8") }));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(renumber, Off with { Attributes = Other }));
    }

    [Fact]
    public void What_is_true_already_is_not_done_again()
    {
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(Sample<PlannedAction.DisableAccount>(), Off));
        Assert.Null(Freshness.Check(Sample<PlannedAction.DisableAccount>(), Off with { Enabled = true, Attributes = Other }));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(Sample<PlannedAction.EnableAccount>(), Off with { Enabled = true }));
        Assert.Null(Freshness.Check(Sample<PlannedAction.RevokeSessions>(), Off with { Enabled = true }));
    }

    [Fact]
    public void A_change_by_hand_is_named_and_nothing_is_forced()
    {
        Assert.Equal(
            "displayName, department, jobTitle, employeeType, employeeOrgData",
            Stale(Sample<PlannedAction.EnableAccount>(), Off with { Attributes = Other })
        );
        Assert.Equal("accountEnabled", Stale(Sample<PlannedAction.DeleteAccount>(), Off with { Enabled = true }));
        Assert.Equal("account-disabled", Stale(Sample<PlannedAction.AddMember>(), Off));
        Assert.Null(Freshness.Check(Sample<PlannedAction.AddMember>(), Off with { Enabled = true }));
    }

    [Fact]
    public void A_change_needs_the_listed_values_and_an_account_that_nobody_altered()
    {
        var move = Change(new AttributeChange(AttributeName.Department, "総務課", "税務課"));
        var planned = Off with { Attributes = AccountAttributes.Empty with { Department = "総務課" } };
        Assert.Null(Freshness.Check(move, planned));
        Assert.Equal("department", Stale(move, Off));
        Assert.Equal("accountEnabled", Stale(move, planned with { Enabled = true }));
        Assert.Equal("jobTitle", Stale(move, planned with { Attributes = planned.Attributes with { JobTitle = "by hand" } }));
        Assert.Equal("employeeOrgData", Stale(move, planned with { Attributes = planned.Attributes with { Division = "by hand" } }));

        var done = planned with { Attributes = planned.Attributes with { Department = "税務課" } };
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(move, done));
        Assert.Equal("department, jobTitle", Stale(move, done with { Attributes = done.Attributes with { JobTitle = "by hand" } }));
    }

    private static PlannedAction.ChangeAttributes Change(AttributeChange change) =>
        Sample<PlannedAction.ChangeAttributes>() with
        {
            Changes = [change],
        };

    /// <summary>Played against the directory it was made from, step by step, a plan is never stale.</summary>
    [Fact]
    public void A_plan_is_fresh_for_the_directory_it_was_made_from() =>
        WorldGen.Any.Hold(world =>
        {
            var at = world.Tenant;
            foreach (var action in world.Plan().Actions)
            {
                var account = at.Accounts.GetValueOrDefault(Tenant.IdOf(action.Target));
                if (Freshness.NeedsLook(action, false) && Freshness.Check(action, account) is ActionOutcome.Stale stale)
                    Assert.Fail($"{WorldText.Line(action)}: {stale.Seen}");
                at = at.Apply(action);
            }
        });

    [Fact]
    public void A_plan_still_holds_for_the_facts_it_was_made_from() =>
        WorldGen.Any.Hold(world =>
        {
            var desires = world.Desired.Workers.ToDictionary(d => d.Worker.Id);
            Assert.All(world.Plan().Actions, a => Assert.True(StillRight.Holds(a, world.Desired, world.Beyond.Past), WorldText.Line(a)));
        });
}

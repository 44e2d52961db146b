using AccessGov.Core.Personnel;
using AccessGov.Core.Reconciliation;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Reconciliation;

/// <summary>An account that was changed by hand between plan and apply is never forced.</summary>
public sealed class FreshnessTests
{
    private static readonly AccountAttributes Old = new("市川", "税務課", "主査", "正規職員", "内部部局", "010"), New = Old with { Department = "市民課", CostCenter = "020" };
    private static readonly Because Why = new(new Cause.OnDuty(), null, A.Policy.AccountArticle, null);
    private static readonly Target One = new(new EmployeeId("1"), Guid.Parse("00000000-0000-4000-8000-000000000001"));
    private static readonly DirectoryAccount Seen = new(One.ObjectId!.Value, One.Employee, "1@city.example.jp", true, Old, false);

    private static PlannedAction.ChangeAttributes Change(EmployeeId? number = null, Cause? cause = null) =>
        new(One, Why with { Cause = cause ?? Why.Cause }, new Expect.Account(true, Old), New, number);

    [Fact]
    public void An_account_as_planned_may_be_changed() => Assert.Null(Freshness.Check(Change(), Seen));

    [Fact]
    public void What_is_true_already_is_not_done_again()
    {
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(Change(), Seen with { Attributes = New }));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(new PlannedAction.DisableAccount(One, Why, new Expect.Account(true, Old)), Seen with { Enabled = false }));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(new PlannedAction.EnableAccount(One, Why, new Expect.Account(false, Old)), Seen));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(new PlannedAction.DeleteAccount(One, Why, new Expect.Account(false, Old)), null));
    }

    [Theory]
    [InlineData("displayName")]
    [InlineData("department")]
    [InlineData("jobTitle")]
    [InlineData("employeeType")]
    [InlineData("employeeOrgData")]
    [InlineData("accountEnabled")]
    public void A_change_by_hand_is_named_and_not_forced(string property)
    {
        var by = property switch
        {
            "displayName" => Seen with { Attributes = Old with { DisplayName = "他人" } },
            "department" => Seen with { Attributes = Old with { Department = "他課" } },
            "jobTitle" => Seen with { Attributes = Old with { JobTitle = "課長" } },
            "employeeType" => Seen with { Attributes = Old with { EmployeeType = "臨時職員" } },
            "employeeOrgData" => Seen with { Attributes = Old with { CostCenter = "999" } },
            _ => Seen with { Enabled = false },
        };
        Assert.Equal(property, Assert.IsType<ActionOutcome.Stale>(Freshness.Check(Change(), by)).Seen);
    }

    [Fact]
    public void An_account_that_now_belongs_to_another_person_is_not_touched()
    {
        var other = Seen with { EmployeeId = new EmployeeId("2") };
        Assert.Equal("employee-id-changed", Assert.IsType<ActionOutcome.Stale>(Freshness.Check(Change(), other)).Seen);
        Assert.IsType<ActionOutcome.Stale>(Freshness.Check(new PlannedAction.DisableAccount(One, Why, new Expect.Account(true, Old)), other));
        Assert.IsType<ActionOutcome.Stale>(Freshness.Check(new PlannedAction.RevokeSessions(One, Why, new Expect.Account(false, Old)), other));
    }

    [Fact]
    public void A_new_number_is_written_to_the_account_of_the_former_one_only()
    {
        var change = Change(One.Employee, new Cause.Renumbered(new EmployeeId("9")));
        Assert.Null(Freshness.Check(change, Seen with { EmployeeId = new EmployeeId("9") }));
        Assert.IsType<ActionOutcome.Stale>(Freshness.Check(change, Seen with { EmployeeId = new EmployeeId("8") }));
        Assert.IsType<ActionOutcome.AlreadyTrue>(Freshness.Check(change, Seen with { Attributes = New }));
    }

    [Fact]
    public void A_right_is_not_given_to_an_account_that_somebody_disabled_or_deleted()
    {
        var add = new PlannedAction.AddMember(One, Why, A.Mail, Core.Policy.Zone.Internet, Guid.Empty);
        Assert.Null(Freshness.Check(add, Seen));
        Assert.Equal("account-disabled", Assert.IsType<ActionOutcome.Stale>(Freshness.Check(add, Seen with { Enabled = false })).Seen);
        Assert.Equal("account-absent", Assert.IsType<ActionOutcome.Stale>(Freshness.Check(add, null)).Seen);
        Assert.True(Freshness.NeedsLook(add, wasLookedAt: false));
        Assert.False(Freshness.NeedsLook(add, wasLookedAt: true));
    }

    [Fact]
    public void Sessions_end_and_accounts_are_disabled_whatever_else_was_changed()
    {
        var changed = Seen with { Attributes = New };
        Assert.Null(Freshness.Check(new PlannedAction.DisableAccount(One, Why, new Expect.Account(true, Old)), changed));
        Assert.Null(Freshness.Check(new PlannedAction.RevokeSessions(One, Why, new Expect.Account(false, Old)), changed));
        Assert.IsType<ActionOutcome.Stale>(Freshness.Check(new PlannedAction.DeleteAccount(One, Why, new Expect.Account(false, Old)), Seen));
    }
}

using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

/// <summary>What is remembered of an account, so that whoever changes it besides the product is noticed.</summary>
public sealed class AccountMemoryTests
{
    private static readonly Guid Account = Names.AccountNo(1);
    private static readonly Target Target = new(new EmployeeId("1"), Account);
    private static readonly Expect Seen = new Expect.Account(true, AccountAttributes.Empty);
    private static readonly PlannedAction Disable = new PlannedAction.DisableAccount(Target, Because(false), Seen),
        DisableAtOnce = new PlannedAction.DisableAccount(Target, Because(true), Seen),
        Enable = new PlannedAction.EnableAccount(Target, Because(false), Seen),
        Revoke = new PlannedAction.RevokeSessions(Target, Because(false), Seen);

    private static Because Because(bool atOnce) => new(new Cause.Left(A.April, atOnce), null, new Article("第5"), A.Tax);

    private static AccountPast? After(AccountPast? before, PlannedAction action, DateOnly? on = null) =>
        AccountMemory.After(before, action, Account, on ?? A.April);

    [Fact]
    public void What_is_done_once_more_changes_no_memory()
    {
        foreach (var action in new[] { Disable, DisableAtOnce, Enable })
        {
            var once = Assert.IsType<AccountPast>(After(null, action));
            Assert.Equal((action == Enable, true, true, action == DisableAtOnce), (once.Enabled, once.ByUs, once.WasEnabled, once.AtOnce));
            Assert.Null(After(once, action, A.Day(5, 1)));
        }
        // The sessions end again, on another day.
        Assert.Equal(A.Day(5, 1), After(After(null, Revoke), Revoke, A.Day(5, 1))!.SessionsEndedOn);
    }

    [Fact]
    public void Who_was_shut_and_is_then_shut_at_once_is_remembered_as_that_and_not_the_other_way_round()
    {
        var shut = After(null, Disable);
        Assert.True(After(shut, DisableAtOnce, A.Day(4, 2))!.AtOnce);
        Assert.Null(After(After(null, DisableAtOnce), Disable, A.Day(4, 2)));
    }

    [Fact]
    public void What_others_shut_or_opened_becomes_the_products_doing_when_the_product_does_it_too()
    {
        var byOthers = new AccountPast(Account, false, A.Day(3, 1), false);
        Assert.Equal((false, true, A.April), Of(After(byOthers, Disable)!));
        Assert.Equal((true, true, A.April), Of(After(byOthers with { Enabled = true }, Enable)!));

        static (bool, bool, DateOnly) Of(AccountPast past) => (past.Enabled, past.ByUs, past.Since);
    }

    [Fact]
    public void The_day_on_which_sessions_ended_is_kept_through_shutting_and_opening()
    {
        var ended = After(null, Revoke)!;
        Assert.Equal((true, false, A.April), (ended.Enabled, ended.ByUs, ended.SessionsEndedOn));
        var shut = After(ended, Disable, A.Day(4, 2))!;
        Assert.Equal(A.April, shut.SessionsEndedOn);
        Assert.Equal(A.April, After(shut, Enable, A.Day(4, 3))!.SessionsEndedOn);
    }

    [Fact]
    public void Of_an_account_that_is_made_it_is_known_that_nobody_had_it_open()
    {
        var made = After(null, new PlannedAction.CreateAccount(Target, Because(false), "1@x", AccountAttributes.Empty))!;
        Assert.Equal(new AccountPast(Account, false, A.April, true), made);
    }

    [Fact]
    public void Nothing_else_is_remembered() =>
        Assert.Equal(
            ["AddMember", "ChangeAttributes", "DeleteAccount", "RemoveMember", "RestoreAccount"],
            Samples.Of<PlannedAction>().Where(a => After(null, a) is null).Select(a => a.GetType().Name).Order()
        );

    [Fact]
    public void A_reading_remembers_what_changed_since_and_calls_it_others_doing()
    {
        var open = new DirectoryAccount(Account, Target.Employee, "1@x", true, AccountAttributes.Empty, false);
        var shut = open with { Enabled = false };
        var on = A.Day(4, 2);
        Assert.Null(AccountPast.Seen(null, open, on));
        Assert.Equal(new AccountPast(Account, false, on, false), AccountPast.Seen(null, shut, on));
        var byUs = After(null, DisableAtOnce)!;
        Assert.Null(AccountPast.Seen(byUs, shut, on));
        // Read on the day itself, perhaps before it was shut.
        Assert.Null(AccountPast.Seen(byUs, open, A.April));
        Assert.Equal(new AccountPast(Account, true, on, false, true), AccountPast.Seen(byUs, open, on));
        Assert.NotNull(AccountPast.Seen(byUs with { ByUs = false }, open, A.April));
        // Opened by the product and read as shut, whenever: somebody else did that.
        var opened = After(null, Enable)!;
        Assert.Equal(new AccountPast(Account, false, A.April, false, true), AccountPast.Seen(opened, shut, A.April));
        Assert.Equal(byUs, new AccountHistory([byUs]).OfShut(shut, on));
        Assert.Equal(new AccountPast(Account, false, on, false), AccountHistory.Empty.OfShut(shut, on));
    }
}

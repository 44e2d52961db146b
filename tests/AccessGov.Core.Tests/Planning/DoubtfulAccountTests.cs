using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;
using static AccessGov.Core.Tests.Planning.ContradictionTests;

namespace AccessGov.Core.Tests.Planning;

/// <summary>
/// Accounts that are not plainly somebody's: doubled, of guests, written otherwise, deleted, in groups that are nobody's.
/// </summary>
public sealed class DoubtfulAccountTests
{
    [Fact]
    public void Who_is_dismissed_is_shut_out_of_every_account_with_the_number()
    {
        var world = Settled(A.April, A.Worker("1"));
        var guest = world.AccountOf("1") with
        {
            ObjectId = Names.AccountNo(7),
            UserPrincipalName = "v#EXT#@city.example.jp",
            IsGuest = true,
        };
        var twin = world.AccountOf("1") with { ObjectId = Names.AccountNo(8), UserPrincipalName = "b@city.example.jp" };
        var (withGuest, withTwin) = (Also(world, guest), Also(world, twin));
        Assert.Empty(withGuest.Plan().Actions);
        Assert.Contains(withGuest.Plan().Findings, f => f.Kind == FindingKind.GuestWithNumber && f.Account == guest.ObjectId);
        Assert.Empty(withTwin.Plan().Actions);
        foreach (var each in new[] { withGuest, withTwin })
        {
            var dismissed = each.Says(A.Worker("1", [A.Term(A.Until(A.April), atOnce: true)]));
            var shut = dismissed.Plan().Actions.OfType<PlannedAction.DisableAccount>().Select(a => a.Target.ObjectId!.Value);
            Assert.Equal(each.Tenant.Of(One).Select(a => a.ObjectId).Order(), shut.Order());
            Assert.Empty(dismissed.Settled().Plan().Actions);
            Assert.Empty(dismissed.Settled().RightsOf("1"));
            // One of them moved on by itself: the other is shut all the same.
            var stale = new HashSet<EmployeeId> { One };
            Assert.All(
                dismissed.Plan().Actions,
                a => Assert.Null(ApplyDecider.BeforeLook(a, stale, dismissed.Desired, dismissed.Beyond.Past))
            );
        }
    }

    [Fact]
    public void A_name_that_nobody_told_replaces_none_but_the_number_that_stood_for_one()
    {
        var world = Settled(A.April, A.Worker("1", name: "1"));
        Assert.Equal("1", world.AccountOf("1").Attributes.DisplayName);
        var named = ByHand(world, a => a with { Attributes = a.Attributes with { DisplayName = "市川" } });
        Assert.Empty(named.Plan().Actions);
        // Other attributes follow, and a number that continues another one.
        var moved = named.Says(A.Worker("1", postings: [A.At(A.Juki)], name: "1")).Settled();
        Assert.Equal("市川", moved.AccountOf("1").Attributes.DisplayName);
        Assert.NotEqual(world.AccountOf("1").Attributes, moved.AccountOf("1").Attributes);
        Assert.Equal("2", world.Says(A.Worker("2", former: "1", name: "2")).Settled().AccountOf("2").Attributes.DisplayName);
        Assert.Equal("市川", named.Says(A.Worker("2", former: "1", name: "2")).Settled().AccountOf("2").Attributes.DisplayName);
        // A name that is told is written.
        Assert.Equal("鈴木", named.Says(A.Worker("1", name: "鈴木")).Settled().AccountOf("1").Attributes.DisplayName);
    }

    [Fact]
    public void A_guest_that_alone_carries_a_workers_number_gets_nothing()
    {
        var world = ByHand(Settled(A.April, A.Worker("1")), a => a with { IsGuest = true, Enabled = false });
        var plan = world.Says(A.Worker("1", postings: [A.At(A.Juki)])).Plan();
        Assert.Empty(plan.Actions);
        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.GuestWithNumber);
    }

    [Fact]
    public void The_sessions_of_an_account_that_only_its_own_directory_can_shut_end_once_a_day()
    {
        var world = ByHand(Settled(A.April, A.Worker("1")), a => a with { SyncedFromOnPremises = true })
            .Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]));
        Assert.Contains("RevokeSessions", What(world.Plan()));
        Assert.DoesNotContain("DisableAccount", What(world.Plan()));
        world = world.Settled();
        Assert.Empty(world.Plan().Actions);
        Assert.Contains(world.Plan().Findings, f => f.Kind == FindingKind.MasteredOnPremises);
        Assert.Equal(["RevokeSessions"], What(Next(world, A.Day(4, 2)).Plan()));
    }

    [Fact]
    public void A_number_written_otherwise_makes_no_second_account()
    {
        foreach (var (number, other) in new[] { ("01", (string?)null), (null, " 1"), (null, "１") })
        {
            var world = ByHand(
                Settled(A.April, A.Worker("1")),
                a => a with { EmployeeId = number is null ? null : new EmployeeId(number), OtherNumber = other, UserPrincipalName = "x@y" }
            );
            var plan = world.Plan();
            Assert.Empty(plan.Actions);
            Assert.Contains(plan.Findings, f => f.Kind == FindingKind.NearNumber && f.Worker == One);
            Assert.Contains(other ?? number!, NumberForm.Spellings(One).Append("01"));
        }
        var alone = A.City(A.April, A.Worker("1"));
        var wide = new DirectoryAccount(Names.AccountNo(5), null, "x@y", true, AccountAttributes.Empty, false) { OtherNumber = "１" };
        var alike = alone with { Beyond = new Beyond { Alike = [wide] } };
        Assert.NotEmpty(alone.Plan(only: One).Actions);
        Assert.Empty(alike.Plan(only: One).Actions);
    }

    [Fact]
    public void Somebody_who_served_for_years_and_has_no_account_gets_a_new_one_only_when_people_agree()
    {
        var plan = A.City(A.April, A.Worker("1")).Plan();
        Assert.Contains("unexplained-creations", Reasons(plan));
        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.AccountVanished && f.Detail == "2020-04-01");
        // A new term each April is one service.
        var yearly = A.Worker("1", [A.Term(A.Until(A.Day(3, 31))), A.Term(new DateSpan(A.April, null))]);
        Assert.Contains("unexplained-creations", Reasons(A.City(A.Day(4, 2), yearly).Plan()));
    }

    [Fact]
    public void What_lies_in_the_bin_is_restored_and_never_made_anew()
    {
        var world = Settled(A.April, A.Worker("1"));
        var lost = world.AccountOf("1");
        var deleted = new DeletedAccount(lost.ObjectId, One, lost.UserPrincipalName, A.April);
        var bin = A.City(A.April, A.Worker("1")) with { Beyond = new Beyond { Deleted = [deleted] } };
        var plan = bin.Plan();
        var restore = Assert.IsType<PlannedAction.RestoreAccount>(Assert.Single(plan.Actions));
        Assert.Equal(lost.ObjectId, restore.Target.ObjectId);
        Assert.Equal(["restores"], Reasons(plan));
        Assert.True(StillRight.Holds(restore, bin.Desired, bin.Beyond.Past));
        // Which of two was the person's account, people must say.
        var two = bin with
        {
            Beyond = new Beyond { Deleted = [deleted, deleted with { ObjectId = Names.AccountNo(3) }] },
        };
        Assert.Empty(two.Plan().Actions);
        Assert.Equal(2, two.Plan().Findings.Count(f => f.Kind == FindingKind.AccountVanished));
    }

    [Fact]
    public void A_right_of_a_former_policy_is_offered_to_be_taken_and_its_holders_are_named()
    {
        var world = Settled(A.April, A.Worker("1"));
        var holder = world.AccountOf("1").ObjectId;
        var retired = new RetiredRight(new EntitlementId("old"), Zone.MyNumber, Names.AccountNo(99), new HashSet<Guid> { holder });
        var plan = (world with { Beyond = world.Beyond with { Retired = [retired] } }).Plan();
        var removal = Assert.IsType<PlannedAction.RemoveMember>(Assert.Single(plan.Actions));
        Assert.Equal(retired.GroupId, removal.GroupId);
        Assert.Contains("retired-rights", Reasons(plan));
        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.RightRetired && f.Account == holder);
        // A cause alone opens no other group: what the policy governs is not taken as retired.
        var governed = removal with
        {
            GroupId = Names.GroupOf(A.Mail),
        };
        Assert.IsType<Verdict.Refused>(Judge(Plan.Close(plan.Inputs, [governed], [], plan.Population)));
    }

    [Fact]
    public void What_only_people_can_decide_waits_in_a_plan_of_its_own()
    {
        var world = Settled(A.April, A.Worker("1"), A.Worker("2"), A.Worker("3"));
        var one = world.AccountOf("1") with { Enabled = false };
        var accounts = world.Tenant.Accounts.SetItem(one.ObjectId, one).Remove(world.AccountOf("3").ObjectId);
        world = world with { Tenant = world.Tenant with { Accounts = accounts } };
        world = world.Says(A.Worker("1", postings: [A.At(A.Juki)]), A.Worker("2", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("3"));
        var (all, plain, doubtful) = (world.Plan(), world.Plan(PlanPart.Plain), world.Plan(PlanPart.Doubtful));
        Assert.Equal(all.Actions.Count, plain.Actions.Count + doubtful.Actions.Count);
        Assert.Contains(plain.Actions, a => a is PlannedAction.DisableAccount && a.Target.Employee.Value == "2");
        Assert.DoesNotContain(
            plain.Actions,
            a => a is PlannedAction.AddMember or PlannedAction.EnableAccount or PlannedAction.CreateAccount
        );
        Assert.Equal(["1", "3"], doubtful.Actions.Select(a => a.Target.Employee.Value).Distinct().Order());
        Assert.IsType<Verdict.NeedsApproval>(Judge(doubtful));
    }

    [Fact]
    public void What_the_directory_cannot_hold_and_what_protects_nobody_is_said()
    {
        var world = A.City(A.April, A.Worker("1", name: new string('市', 257)));
        Assert.Contains(world.Plan().Findings, f => f.Kind == FindingKind.AttributeTooLong && f.Detail == "displayName 256");
        var policy = A.Policy with { ProtectedAccounts = [new(null, "gone@city.example.jp", ProtectionKind.Named, "")] };
        Assert.Contains((world with { Policy = policy }).Plan().Findings, f => f.Kind == FindingKind.ProtectedUnknown);
    }

    [Fact]
    public void The_account_of_somebody_about_whom_nothing_is_decided_is_not_called_nobodys()
    {
        var world = Settled(A.April, A.Worker("1"));
        var rival = A.Extract([A.Worker("F", home: A.Fire, postings: []), A.Worker("1", home: A.Fire, postings: [])], A.Fire);
        world = world with { Sources = [world.Sources[0], A.Accepted(HrIntake.Judge(rival, null, A.Limits)).Snapshot] };
        Assert.Empty(world.Plan().Actions);
        Assert.Contains(world.Plan().Findings, f => f.Kind == FindingKind.UndecidedAccount && f.Worker == One);
        Assert.DoesNotContain(world.Plan().Findings, f => f.Kind == FindingKind.OrphanAccount);
    }

    [Fact]
    public void A_group_that_is_no_longer_ours_to_fill_is_left_alone()
    {
        var dynamic = new Dictionary<EntitlementId, string> { [A.Mail] = "Dynamic" };
        var world = A.City(A.April, A.Worker("1")) with { Beyond = new Beyond { Ungovernable = dynamic } };
        Assert.DoesNotContain(world.Plan().Actions, a => a is PlannedAction.AddMember add && add.Entitlement == A.Mail);
        Assert.Contains(world.Plan().Findings, f => f.Kind == FindingKind.UngovernableGroup && f.Entitlement == A.Mail);
    }

    private static World Also(World world, DirectoryAccount account) =>
        world with
        {
            Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account) },
        };
}

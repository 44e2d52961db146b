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

namespace AccessGov.Core.Tests.Planning;

/// <summary>HR and somebody else disagree about an account: nobody is opened, made anew or deleted against that without people.</summary>
public sealed class ContradictionTests
{
    private static readonly EmployeeId One = new("1");

    private static World Settled(DateOnly on, params Worker[] workers)
    {
        var world = A.City(on, workers).Settled();
        Assert.Empty(world.Plan().Actions);
        return world;
    }

    private static World Next(World world, DateOnly on) => (world with { On = on }).Looked();

    /// <summary>Somebody changes an account by hand.</summary>
    private static World ByHand(World world, Func<DirectoryAccount, DirectoryAccount> change)
    {
        var account = change(world.AccountOf("1"));
        return world with { Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account) } };
    }

    private static World ShutByHand(World world) => ByHand(world, a => a with { Enabled = false });

    private static World Holding(World world, params Hold[] holds) => world with { Holds = holds };

    private static Verdict Judge(Plan plan) => Brake.Judge(plan, A.Policy, new Announcement([]), []);

    private static string[] Reasons(Plan plan) =>
        Judge(plan) is Verdict.NeedsApproval(var reasons) ? [.. reasons.Select(r => r.Code)] : [];

    private static string[] What(Plan plan) => [.. plan.Actions.Select(ActionCodes.Of)];

    [Fact]
    public void Who_was_shut_out_by_security_is_opened_only_when_people_agree()
    {
        var world = ShutByHand(Next(Settled(A.April, A.Worker("1")), A.Day(5, 1)));
        var plan = world.Plan();
        var enable = Assert.IsType<PlannedAction.EnableAccount>(Assert.Single(plan.Actions));
        Assert.Equal(new Cause.ShutByOthers(A.Day(5, 1)), enable.Because.Cause);
        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.ShutByOthers && f.Worker == One && f.Detail == "2026-05-01");
        var reason = Assert.Single(Assert.IsType<Verdict.NeedsApproval>(Judge(plan)).Reasons);
        Assert.Equal(("unexplained-enables", 1m, 0m), (reason.Code, reason.Number, reason.Limit));
        // Weeks later it is no more explained.
        Assert.Equal(["unexplained-enables"], Reasons(Next(world.Looked(), A.Day(7, 1)).Plan()));
    }

    [Fact]
    public void Somebody_on_leave_whom_security_shut_out_before_is_not_opened_by_the_return()
    {
        var leave = new Leave(LeaveKind.Childcare, new DateSpan(A.Day(6, 1), A.Day(6, 30)));
        var world = ShutByHand(Next(Settled(A.April, A.Worker("1", leaves: [leave])), A.Day(5, 1))).Looked();
        world = Next(world, A.Day(6, 10)).Settled();
        Assert.Equal(["unexplained-enables"], Reasons(Next(world, A.Day(7, 1)).Plan()));
    }

    [Fact]
    public void Joiners_returns_rehires_and_corrections_need_nobody()
    {
        var joiner = A.Worker("1", [A.Term(new DateSpan(A.April, null))], [A.At(A.Tax, new DateSpan(A.April, null))]);
        var prepared = Settled(A.Day(3, 20), joiner);
        Assert.False(prepared.AccountOf("1").Enabled);
        Assert.Empty(Reasons(Next(prepared, A.April).Plan()));
        // Told late, and made at once.
        Assert.Empty(Reasons(A.City(A.Day(4, 20), joiner).Plan()));

        var leave = new Leave(LeaveKind.Childcare, new DateSpan(A.Day(5, 1), A.Day(6, 30)));
        var away = Next(Settled(A.April, A.Worker("1", leaves: [leave])), A.Day(5, 1)).Settled();
        Assert.False(away.AccountOf("1").Enabled);
        Assert.Empty(Reasons(Next(away, A.Day(7, 1)).Plan()));

        var left = A.Term(A.Until(A.Day(3, 31)));
        var gone = Next(Settled(A.Day(3, 31), A.Worker("1", [left])), A.April).Settled();
        var again = Next(gone, A.Day(9, 1)).Says(A.Worker("1", [left, A.Term(new DateSpan(A.Day(9, 1), null))]));
        Assert.Equal(new Cause.Joins(A.Day(9, 1)), again.Plan().Actions.OfType<PlannedAction.EnableAccount>().Single().Because.Cause);
        Assert.Empty(Reasons(again.Plan()));
        // 人事 withdraws a wrong order: what the product shut for it, it opens.
        Assert.Empty(Reasons(Next(gone, A.Day(4, 3)).Says(A.Worker("1")).Plan()));
    }

    [Fact]
    public void An_old_leavers_account_that_the_product_never_knew_open_opens_for_the_rehired()
    {
        var left = A.Term(A.Until(A.Day(3, 31, 2025)));
        var world = ShutByHand(Settled(A.Day(3, 1, 2025), A.Worker("1", [left]))) with { Beyond = Beyond.Nothing };
        world = Next(world, A.April).Looked();
        Assert.Empty(Reasons(Next(world, A.Day(9, 1)).Says(A.Worker("1", [left, A.Term(new DateSpan(A.Day(9, 1), null))])).Plan()));
    }

    [Fact]
    public void A_store_older_than_the_directory_opens_nobody_whom_it_does_not_know_shut()
    {
        var before = Settled(A.April, A.Worker("1"));
        var dismissed = Next(before, A.Day(4, 3)).Says(A.Worker("1", [A.Term(A.Until(A.Day(4, 2)), atOnce: true)])).Settled();
        Assert.Empty(dismissed.RightsOf("1"));
        // The store of before, the directory of after.
        var restored = Next(before, A.Day(4, 3)) with { Tenant = dismissed.Tenant };
        Assert.Contains("unexplained-enables", Reasons(restored.Plan()));
        Assert.Empty(restored.Plan(PlanPart.Plain).Actions);
    }

    [Fact]
    public void While_a_restored_store_waits_for_its_sources_nothing_is_given_without_people()
    {
        var world = Settled(A.April, A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(4, 30))), A.At(A.Juki, new DateSpan(A.Day(5, 1), null))]));
        world = Next(world, A.Day(5, 9));
        var restored = world with { Beyond = world.Beyond with { RestoredOn = A.Day(5, 9) } };
        Assert.DoesNotContain("restored-store", Reasons(world.Plan()));
        Assert.Contains("restored-store", Reasons(restored.Plan()));
        Assert.Contains("restored-store", Reasons(restored.Plan(only: One)));
    }

    [Fact]
    public void A_held_worker_is_shut_out_whatever_hr_says_and_keeps_what_is_there()
    {
        var world = Settled(A.April, A.Worker("1"));
        var held = Holding(world, new Hold(One, A.April));
        Assert.NotEqual(world.Facts.Digest(), held.Facts.Digest());
        var plan = held.Plan();
        Assert.Equal(["DisableAccount", "RevokeSessions"], What(plan));
        Assert.All(plan.Actions, a => Assert.Equal(new Cause.Held(A.April), a.Because.Cause));
        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.WorkerHeld && f.Worker == One);
        held = held.Settled();
        Assert.Empty(held.Plan().Actions);
        Assert.Equal(world.RightsOf("1"), held.RightsOf("1"));
        // A new post gives nothing meanwhile, and says what withholds it.
        var moved = held.Says(A.Worker("1", postings: [A.At(A.Juki)]));
        Assert.DoesNotContain(moved.Plan().Actions, a => a is PlannedAction.AddMember or PlannedAction.EnableAccount);
        Assert.Contains(
            moved.Desired.Of(moved.Facts.Roster.Find(One)!).Withheld,
            w => w.Reason is WithheldReason.Held(var since) && since == A.April
        );
        // Lifted by two people: a new fact.
        var lifted = Holding(Next(held, A.Day(4, 9)), new Hold(One, A.April, A.Day(4, 9)));
        Assert.Equal(["EnableAccount"], What(lifted.Plan()));
        Assert.IsType<Verdict.Clear>(Judge(lifted.Plan()));
    }

    [Fact]
    public void A_hold_needs_nobody_in_personnel_and_no_account_is_made_or_deleted_against_it()
    {
        var stranger = Settled(A.April, A.Worker("1")).Says(A.Worker("2"));
        var held = Holding(stranger, new Hold(One, A.April));
        Assert.Equal(["DisableAccount", "RevokeSessions"], What(held.Plan(only: One)));
        Assert.All(held.Plan(only: One).Actions, a => Assert.True(StillRight.Holds(a, held.Desired, held.Beyond.Past)));
        Assert.All(held.Plan(only: One).Actions, a => Assert.False(StillRight.Holds(a, stranger.Desired, held.Beyond.Past)));
        Assert.Empty(Holding(A.City(A.April, A.Worker("1")), new Hold(One, A.April)).Plan(only: One).Actions);
        var gone = Next(Settled(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])), A.April).Settled();
        gone = Next(gone, A.Day(6, 1, 2027));
        Assert.Equal(["DeleteAccount"], What(gone.Plan()));
        Assert.Empty(Holding(gone, new Hold(One, A.April)).Plan().Actions);
    }

    [Fact]
    public void A_slip_of_the_year_shuts_and_deletes_nobody_on_one_day()
    {
        var world = Settled(A.April, A.Worker("1")).Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31, 2024)), atOnce: true)]));
        Assert.DoesNotContain(world.Plan().Actions, a => a is PlannedAction.DeleteAccount);
        world = world.Settled();
        Assert.Empty(world.Plan().Actions);
        Assert.Empty(Next(world, A.Day(4, 1, 2027)).Plan().Actions);
        Assert.Equal(["DeleteAccount"], What(Next(world, A.Day(4, 2, 2027)).Plan()));
        // Shut by hand long ago and seen for the first time today: it counts from today.
        var old = ShutByHand(Settled(A.April, A.Worker("1"))) with { Beyond = Beyond.Nothing };
        Assert.Empty(old.Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31, 2024)))])).Settled().Plan().Actions);
    }

    [Fact]
    public void A_last_day_that_is_corrected_after_the_approval_deletes_nobody()
    {
        var gone = Next(Settled(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])), A.April).Settled();
        var due = Next(gone, A.Day(6, 1, 2027));
        var deletion = Assert.Single(due.Plan().Actions);
        Assert.True(StillRight.Holds(deletion, due.Desired, due.Beyond.Past));
        var corrected = due.Says(A.Worker("1", [A.Term(A.Until(A.Day(5, 31, 2027)))]));
        Assert.False(StillRight.Holds(deletion, corrected.Desired, corrected.Beyond.Past));
        var continued = due.Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("2", former: "1"));
        Assert.False(StillRight.Holds(deletion, continued.Desired, continued.Beyond.Past));
    }

    [Fact]
    public void Who_is_dismissed_is_shut_out_of_every_account_with_the_number()
    {
        var world = Settled(A.April, A.Worker("1"));
        var guest = world.AccountOf("1") with { ObjectId = Names.AccountNo(7), IsGuest = true, UserPrincipalName = "v#EXT#@city.example.jp" };
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
        var world = ByHand(Settled(A.April, A.Worker("1")), a => a with { SyncedFromOnPremises = true }).Says(
            A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])
        );
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
        var alike = alone with { Beyond = new Beyond { Alike = [new(Names.AccountNo(5), null, "x@y", true, AccountAttributes.Empty, false) { OtherNumber = "１" }] } };
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
        var yearly = A.Worker("1", [A.Term(A.Until(A.Day(3, 31)), EmploymentKind.FiscalYear), A.Term(new DateSpan(A.April, null), EmploymentKind.FiscalYear)]);
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
        var two = bin with { Beyond = new Beyond { Deleted = [deleted, deleted with { ObjectId = Names.AccountNo(3) }] } };
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
        var governed = removal with { GroupId = Names.GroupOf(A.Mail) };
        Assert.IsType<Verdict.Refused>(Judge(Plan.Close(plan.Inputs, [governed], [], plan.Population)));
    }

    [Fact]
    public void What_only_people_can_decide_waits_in_a_plan_of_its_own()
    {
        var world = Settled(A.April, A.Worker("1"), A.Worker("2"), A.Worker("3"));
        var one = world.AccountOf("1") with { Enabled = false };
        world = world with { Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(one.ObjectId, one).Remove(world.AccountOf("3").ObjectId) } };
        world = world.Says(A.Worker("1", postings: [A.At(A.Juki)]), A.Worker("2", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("3"));
        var (all, plain, doubtful) = (world.Plan(), world.Plan(PlanPart.Plain), world.Plan(PlanPart.Doubtful));
        Assert.Equal(all.Actions.Count, plain.Actions.Count + doubtful.Actions.Count);
        Assert.Contains(plain.Actions, a => a is PlannedAction.DisableAccount && a.Target.Employee.Value == "2");
        Assert.DoesNotContain(plain.Actions, a => a is PlannedAction.AddMember or PlannedAction.EnableAccount or PlannedAction.CreateAccount);
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
    public void A_group_that_is_no_longer_ours_to_fill_is_left_alone()
    {
        var world = A.City(A.April, A.Worker("1")) with { Beyond = new Beyond { Ungovernable = new Dictionary<EntitlementId, string> { [A.Mail] = "Dynamic" } } };
        Assert.DoesNotContain(world.Plan().Actions, a => a is PlannedAction.AddMember add && add.Entitlement == A.Mail);
        Assert.Contains(world.Plan().Findings, f => f.Kind == FindingKind.UngovernableGroup && f.Entitlement == A.Mail);
    }

    private static World Also(World world, DirectoryAccount account) =>
        world with
        {
            Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account) },
        };
}

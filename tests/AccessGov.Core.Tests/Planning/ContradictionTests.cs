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
    internal static readonly EmployeeId One = new("1");

    internal static World Settled(DateOnly on, params Worker[] workers)
    {
        var world = A.City(on, workers).Settled();
        Assert.Empty(world.Plan().Actions);
        return world;
    }

    internal static World Next(World world, DateOnly on) => (world with { On = on }).Looked();

    /// <summary>Somebody changes an account by hand.</summary>
    internal static World ByHand(World world, Func<DirectoryAccount, DirectoryAccount> change)
    {
        var account = change(world.AccountOf("1"));
        return world with { Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account) } };
    }

    internal static World ShutByHand(World world) => ByHand(world, a => a with { Enabled = false });

    internal static World Holding(World world, params Hold[] holds) => world with { Holds = holds };

    internal static Verdict Judge(Plan plan) => Brake.Judge(plan, A.Policy, new Surroundings(plan.Inputs.On, new Announcement([])));

    internal static string[] Reasons(Plan plan)
    {
        var reasons = Judge(plan) is Verdict.NeedsApproval(var met) ? met.Select(r => r.Code).ToArray() : [];
        // For each of them a policy can ask for the officer.
        Assert.All(reasons, r => Assert.Contains(r, ApprovalReasons.All));
        return reasons;
    }

    internal static string[] What(Plan plan) => [.. plan.Actions.Select(ActionCodes.Of)];

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
    public void A_joiner_whom_security_shut_out_is_not_taken_for_one_whose_account_was_made_ready()
    {
        var joiner = A.Worker("1", [A.Term(new DateSpan(A.April, null))], [A.At(A.Tax, new DateSpan(A.April, null))]);
        // Made ready by hand, shut and never seen open: the order came late.
        var ready = ShutByHand(Settled(A.April, joiner)) with
        {
            Beyond = Beyond.Nothing,
        };
        Assert.Empty(Reasons(Next(ready, A.Day(4, 6)).Plan()));
        // The same, seen open before.
        var open = Settled(A.April, joiner) with
        {
            Beyond = Beyond.Nothing,
        };
        var seen = Joiners.SeenOpen(open.Desired, open.Tenant.Snapshot(), AccountHistory.Empty, null);
        var known = open with { Beyond = new Beyond { Past = new AccountHistory(seen) } };
        Assert.Equal(["unexplained-enables"], Reasons(Next(ShutByHand(known), A.Day(4, 6)).Plan()));
        Assert.Empty(Joiners.SeenOpen(open.Desired, open.Tenant.Snapshot(), known.Beyond.Past, null));
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
    public void Who_was_shut_out_at_once_is_opened_only_when_people_agree()
    {
        var dismissed = A.Worker("1", [A.Term(A.Until(A.Day(4, 2)), atOnce: true)]);
        var gone = Next(Settled(A.April, A.Worker("1")), A.Day(4, 3)).Says(dismissed).Settled();
        var back = Next(gone, A.Day(4, 6)).Says(A.Worker("1"));
        Assert.Equal(["returns-after-stop"], Reasons(back.Plan()));
        Assert.Equal(new Cause.WasStopped(A.Day(4, 3)), back.Plan().Actions.OfType<PlannedAction.EnableAccount>().Single().Because.Cause);
        Assert.Empty(back.Plan(PlanPart.Plain).Actions);
        // Once people have agreed it is as any other account.
        var leave = new Leave(LeaveKind.Childcare, new DateSpan(A.Day(5, 1), A.Day(5, 30)));
        var away = Next(back.Settled(), A.Day(5, 2)).Says(A.Worker("1", leaves: [leave])).Settled();
        Assert.Empty(Reasons(Next(away, A.Day(6, 1)).Plan()));
    }

    [Fact]
    public void A_store_older_than_the_directory_opens_nobody_whom_it_does_not_know_shut()
    {
        var before = Settled(A.April, A.Worker("1"));
        var dismissed = Next(before, A.Day(4, 3)).Says(A.Worker("1", [A.Term(A.Until(A.Day(4, 2)), atOnce: true)])).Settled();
        Assert.Empty(dismissed.RightsOf("1"));
        // The store of before, the directory of after.
        var restored = Next(before, A.Day(4, 3)) with
        {
            Tenant = dismissed.Tenant,
        };
        Assert.Contains("unexplained-enables", Reasons(restored.Plan()));
        Assert.Empty(restored.Plan(PlanPart.Plain).Actions);
    }

    [Fact]
    public void While_a_restored_store_waits_for_its_sources_nothing_is_given_without_people()
    {
        Posting[] postings = [A.At(A.Tax, A.Until(A.Day(4, 30))), A.At(A.Juki, new DateSpan(A.Day(5, 1), null))];
        var world = Settled(A.April, A.Worker("1", postings: postings));
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
        var old = ShutByHand(Settled(A.April, A.Worker("1"))) with
        {
            Beyond = Beyond.Nothing,
        };
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
}

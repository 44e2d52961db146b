using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

/// <summary>Between plan and apply the facts may change: an old plan gives and takes only what is still right.</summary>
public sealed class StillRightTests
{
    private static readonly Posting AtTax = A.At(A.Tax),
        AtJuki = A.At(A.Juki, new DateSpan(A.April, null));

    private static bool StillHolds(World now, PlannedAction action) => StillRight.Holds(action, now.Desired, now.Beyond.Past);

    [Fact]
    public void What_was_planned_holds_while_the_facts_stay() =>
        WorldGen.Any.Hold(world =>
            Assert.All(world.Plan().Actions, action => Assert.True(StillHolds(world, action), $"{action} of a fresh plan does not hold."))
        );

    [Fact]
    public void An_old_plan_gives_nothing_to_somebody_who_has_left_since()
    {
        var planned = A.City(A.April, A.Worker("1", postings: [AtJuki])).Plan();
        Assert.Equal(["AddMember", "AddMember", "CreateAccount", "EnableAccount"], planned.Actions.Select(a => a.GetType().Name).Order());
        var left = A.City(A.April, A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))], [AtJuki]));
        Assert.All(planned.Actions, action => Assert.False(StillHolds(left, action)));
    }

    [Fact]
    public void An_old_plan_takes_nothing_that_a_corrected_order_gives_back()
    {
        var settled = A.City(A.Day(3, 31), A.Worker("1", postings: [AtTax])).Settled();
        var moved = (settled with { On = A.Day(4, 30) }).Says(A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(3, 31))), AtJuki])).Plan();
        var removal = Assert.Single(moved.Actions.OfType<PlannedAction.RemoveMember>());
        Assert.False(StillHolds(settled with { On = A.Day(4, 30) }, removal));
        Assert.False(StillHolds(settled with { On = A.Day(4, 30) }, Assert.Single(moved.Actions.OfType<PlannedAction.ChangeAttributes>())));
    }

    [Fact]
    public void An_old_plan_takes_nothing_from_somebody_whose_unit_nobody_knows_now()
    {
        var settled = A.City(A.Day(3, 31), A.Worker("1", postings: [AtTax])).Settled();
        var removal = (settled with { On = A.Day(4, 30) })
            .Says(A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(3, 31))), AtJuki]))
            .Plan()
            .Actions.OfType<PlannedAction.RemoveMember>()
            .Single();
        var renamed = (settled with { On = A.Day(4, 30) }).Says(
            A.Worker("1", postings: [A.At(A.Tax, A.Until(A.Day(3, 31))), A.At(new OrgCode("777"), new DateSpan(A.April, null))])
        );
        Assert.False(StillHolds(renamed, removal));
    }

    [Fact]
    public void An_old_plan_does_nothing_to_somebody_whom_no_source_knows_now()
    {
        var planned = A.City(A.April, A.Worker("1")).Settled();
        var leaving = planned.Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])).Plan();
        Assert.All(leaving.Actions, action => Assert.False(StillHolds(A.City(A.April, A.Worker("2")), action)));
        Assert.All(leaving.Actions, action => Assert.False(StillHolds(planned, action)));
    }

    [Fact]
    public void An_old_plan_gives_and_takes_no_right_that_the_policy_has_no_more_or_gives_by_another_group()
    {
        var world = A.City(A.April, A.Worker("1", postings: [AtTax]));
        var gifts = world.Plan().Actions.Where(a => a is PlannedAction.AddMember { Entitlement: var right } && right == A.TaxInquiry);
        var settled = world.Settled();
        var takings = settled.Says(A.Worker("1", postings: [AtJuki])).Plan().Actions.Where(a => a is PlannedAction.RemoveMember);
        var without = A.Policy with
        {
            Entitlements = [.. A.Policy.Entitlements.Where(e => e.Id != A.TaxInquiry)],
            BirthrightRules = [.. A.Policy.BirthrightRules.Where(r => r.Id.Value != "tax")],
        };
        var other = A.Policy with
        {
            Entitlements = [.. A.Policy.Entitlements.Select(e => e.Id == A.TaxInquiry ? e with { GroupId = Names.AccountNo(9) } : e)],
        };
        Assert.True(StillHolds(world, Assert.Single(gifts)));
        Assert.True(StillHolds(settled.Says(A.Worker("1", postings: [AtJuki])), Assert.Single(takings)));
        foreach (var policy in new[] { without, other })
        {
            Assert.False(StillHolds(world with { Policy = policy }, gifts.Single()));
            Assert.False(StillHolds(settled.Says(A.Worker("1", postings: [AtJuki])) with { Policy = policy }, takings.Single()));
        }
    }

    [Fact]
    public void An_account_is_brought_back_only_for_somebody_who_is_to_have_one_and_whom_nobody_holds()
    {
        var world = A.City(A.April, A.Worker("1"));
        var restore = Samples.Of<PlannedAction>().OfType<PlannedAction.RestoreAccount>().Single();
        Assert.True(StillHolds(world, restore));
        Assert.False(StillHolds(world with { Holds = [new Hold(new EmployeeId("1"), A.April)] }, restore));
        Assert.False(StillHolds(A.City(A.April, A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])), restore));
    }

    [Fact]
    public void A_number_is_given_to_an_account_only_while_it_is_chosen_as_it_was_and_nobody_holds_the_worker()
    {
        var account = new DirectoryAccount(Names.AccountNo(1), null, "hanako@x", true, AccountAttributes.Empty, false);
        var chosen = new ChosenAccount(new EmployeeId("1"), account.ObjectId, "hanako@x", "list", new EmployeeId("9"));
        var world = A.City(A.April, A.Worker("1")) with { Chosen = [chosen] };
        world = world with { Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.Add(account.ObjectId, account) } };
        var adoption = Assert.Single(world.Plan(PlanPart.Adoptions).Actions);
        Assert.True(StillHolds(world, adoption));
        Assert.False(StillHolds(world with { Chosen = [] }, adoption));
        Assert.False(StillHolds(world with { Chosen = [chosen with { Account = Names.AccountNo(2) }] }, adoption));
        Assert.False(StillHolds(world with { Chosen = [chosen with { By = new EmployeeId("8") }] }, adoption));
        Assert.False(StillHolds(world with { Holds = [new Hold(new EmployeeId("1"), A.April)] }, adoption));
        // Another account carries the number by now: the choice is told as void. That the chosen one carries it is what was wanted.
        var other = account with { ObjectId = Names.AccountNo(2), EmployeeId = new EmployeeId("1"), UserPrincipalName = "other@x" };
        Assert.Contains(With(world, other).Plan().Findings, f => f.Kind == FindingKind.AdoptionVoid && f.Worker == new EmployeeId("1"));
        var own = account with { EmployeeId = new EmployeeId("1") };
        Assert.DoesNotContain(With(world, own).Plan().Findings, f => f.Kind == FindingKind.AdoptionVoid);
    }

    private static World With(World world, DirectoryAccount account) =>
        world with
        {
            Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account) },
        };

    [Fact]
    public void An_old_feed_is_reported()
    {
        var world = A.City(A.April, A.Worker("1")) with { On = A.April.AddDays(32) };
        Assert.Contains(world.Plan().Findings, f => f.Kind == FindingKind.StaleSource && f.Detail.Contains("2026-04-01"));
        Assert.DoesNotContain((world with { On = A.April.AddDays(31) }).Plan().Findings, f => f.Kind == FindingKind.StaleSource);
    }

    [Fact]
    public void What_a_new_number_loses_is_explained_by_the_former_numbers_posting()
    {
        var before = A.City(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))], [A.At(A.Tax, A.Until(A.Day(3, 31)))])).Settled();
        var plan = (before with { On = A.Day(4, 30) })
            .Says(
                A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))], [A.At(A.Tax, A.Until(A.Day(3, 31)))]),
                A.Worker("2", [A.Term(new DateSpan(A.April, null))], [AtJuki], former: "1")
            )
            .Plan();
        var removal = Assert.Single(plan.Actions.OfType<PlannedAction.RemoveMember>());
        Assert.Equal(A.Tax, Assert.IsType<Cause.Moved>(removal.Because.Cause).Posting.Org);
        Assert.DoesNotContain(plan.Findings, f => f.Kind == FindingKind.UnexplainedMembership);
    }
}

using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Planning;

/// <summary>Which actions wait for people, and which do not wait with them.</summary>
public sealed class PlanPartTests
{
    [Fact]
    public void Every_action_is_in_one_part_and_what_only_people_decide_is_in_none_that_goes_by_itself() =>
        WorldGen.Any.Hold(world =>
        {
            var all = world.Plan().Actions;
            IReadOnlyList<PlannedAction> Of(PlanPart part) => PlanParts.Of(all, part, world.Decide);
            Assert.Same(all, Of(PlanPart.Everything));
            Assert.Equal(Ids(all), Ids(Of(PlanPart.Plain).Concat(Of(PlanPart.Doubtful))));
            Assert.Equal(Ids(Of(PlanPart.Plain)), Ids(Of(PlanPart.Takings).Concat(Of(PlanPart.Others))));
            Assert.DoesNotContain(Of(PlanPart.Plain), PlanParts.IsDoubtful);
            Assert.All(Of(PlanPart.Takings), a => Assert.False(ActionOrder.Gives(a), $"{a} is no taking."));
            Assert.DoesNotContain(Of(PlanPart.Others), a => a is PlannedAction.RemoveMember or PlannedAction.DisableAccount);
            Assert.Equal(Of(PlanPart.Adoptions), all.Where(a => a.Because.Cause is Cause.Adopted));
            Assert.Subset(Ids(Of(PlanPart.Doubtful)).ToHashSet(), Ids(Of(PlanPart.Adoptions)).ToHashSet());
        });

    [Fact]
    public void The_people_of_some_actions_are_those_they_concern_under_their_former_numbers_too()
    {
        var plan = A.City(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])).Settled() with { On = A.April };
        var renumbered = plan.Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("2", former: "1"), A.Worker("3"));
        Assert.Equal(["1", "2", "3"], PlanParts.PeopleOf(renumbered.Plan().Actions).Select(p => p.Value).Order());
        Assert.Empty(PlanParts.PeopleOf([]));
    }

    [Fact]
    public void Beside_pairs_that_somebody_chose_only_what_concerns_them_is_shown()
    {
        var findings = Enum.GetValues<FindingKind>().Select(kind => new Finding(kind)).ToArray();
        Assert.Equal(
            [FindingKind.MissingSource, FindingKind.ClockBehind, FindingKind.RestoredStore, FindingKind.AdoptionVoid],
            PlanParts.Of(findings, PlanPart.Adoptions).Select(f => f.Kind).OrderBy(k => k == FindingKind.AdoptionVoid).ThenBy(Place)
        );
        foreach (var part in Enum.GetValues<PlanPart>().Except([PlanPart.Adoptions]))
            Assert.Same(findings, PlanParts.Of(findings, part));

        static int Place(FindingKind kind) =>
            kind switch
            {
                FindingKind.MissingSource => 0,
                FindingKind.ClockBehind => 1,
                _ => 2,
            };
    }

    [Fact]
    public void While_the_clock_is_behind_nothing_is_given_and_everything_is_taken() =>
        WorldGen.Any.Hold(world =>
        {
            var (plan, behind) = (world.Plan(), (world with { Beyond = world.Beyond with { DaysBehind = 3 } }).Plan());
            Assert.Equal(plan.Actions.Where(a => !ActionOrder.Gives(a)), behind.Actions);
            Assert.Equal("3", Assert.Single(behind.Findings, f => f.Kind == FindingKind.ClockBehind).Detail);
            Assert.DoesNotContain(behind.Actions, a => PlanParts.Gives(a) || PlanParts.IsAdoption(a));
        });

    [Fact]
    public void A_right_that_the_policy_has_no_more_is_taken_from_covered_workers_and_told_of_everybody()
    {
        var world = A.City(A.April, A.Worker("1"), A.Worker("2")).Settled();
        var (one, two) = (world.AccountOf("1").ObjectId, world.AccountOf("2").ObjectId);
        var (stranger, kept) = (Account(7), Account(8));
        world = world with
        {
            Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.Add(stranger.ObjectId, stranger).Add(kept.ObjectId, kept) },
            Policy = world.Policy with { ProtectedAccounts = [new ProtectedAccount(kept.ObjectId, null, ProtectionKind.Named, "")] },
            Beyond = world.Beyond with
            {
                Retired =
                [
                    new RetiredRight(
                        new EntitlementId("old"),
                        Zone.Lgwan,
                        Names.AccountNo(9),
                        new HashSet<Guid> { one, two, stranger.ObjectId, kept.ObjectId }
                    ),
                ],
            },
        };
        Assert.Equal([one, two, stranger.ObjectId], Told(world.Plan()).Order());
        Assert.Equal(["1", "2"], Taken(world.Plan()));
        // A plan for one worker speaks of nobody else.
        Assert.Equal([two], Told(world.Plan(only: new EmployeeId("2"))));
        Assert.Equal(["2"], Taken(world.Plan(only: new EmployeeId("2"))));

        static IEnumerable<Guid> Told(Plan plan) =>
            plan.Findings.Where(f => f.Kind == FindingKind.RightRetired).Select(f => f.Account!.Value);

        static IEnumerable<string> Taken(Plan plan) =>
            plan.Actions.OfType<PlannedAction.RemoveMember>()
                .Where(a => a.Because.Cause is Cause.RightRetired)
                .Select(a => a.Target.Employee.Value);
    }

    private static DirectoryAccount Account(int n) =>
        new(Names.AccountNo(n), null, $"{n}@x", true, AccountAttributes.Empty, false);

    private static string[] Ids(IEnumerable<PlannedAction> actions) => [.. actions.Select(a => $"{a.Id}").Order(StringComparer.Ordinal)];
}

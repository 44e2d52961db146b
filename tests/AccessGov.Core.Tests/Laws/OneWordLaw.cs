using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Nobody alone gives: what rests on one person's word gives nothing unseen, and what is taken does not wait for that.</summary>
public sealed class OneWordLaw
{
    private static readonly Gen<(int, World)> Told = Gen.Select(Gen.Int[1, 5], WorldGen.Any);

    [Fact]
    public void What_rests_on_one_word_gives_nothing_unseen() =>
        Told.Hold(
            (nth, world) =>
            {
                var (plan, told) = (world.Plan(), Of(world, nth));
                var given = plan.Actions.Where(a => IsTold(a, told)).Select(a => a.Target.Employee).Distinct().Count();
                var verdict = Brake.Judge(plan, world.Policy, new Surroundings(world.On, Announcement.None) { OneWord = told });
                if (verdict is not Verdict.Refused)
                    Assert.Equal(given, Waits(verdict));
            }
        );

    [Fact]
    public void What_is_taken_does_not_wait_for_what_rests_on_one_word() =>
        Told.Hold(
            (nth, world) =>
            {
                var told = Of(world, nth);
                var (all, before) = (world.Plan().Actions, world.Plan(PlanPart.Plain).Actions);
                world = world with { OneWord = told };
                var (plain, doubtful) = (world.Plan(PlanPart.Plain).Actions, world.Plan(PlanPart.Doubtful).Actions);
                Assert.Equal(all.Order(ById), plain.Concat(doubtful).Order(ById));
                Assert.DoesNotContain(plain, a => IsTold(a, told));
                Assert.Equal(before.Where(a => !PlanParts.Gives(a)), plain.Where(a => !PlanParts.Gives(a)));
            }
        );

    /// <summary>What people always decide waits in a plan of its own, and nothing that is taken waits with it.</summary>
    [Fact]
    public void Nobody_s_leaving_waits_for_a_right_that_a_colleague_gets_in_the_my_number_zone() =>
        Told.Hold(
            (nth, world) =>
            {
                var (on, off) = (With(world, approve: true), With(world, approve: false));
                var (all, plain) = (on.Plan().Actions, on.Plan(PlanPart.Plain).Actions);
                Assert.DoesNotContain(plain, a => a is PlannedAction.AddMember { Zone: Zone.MyNumber });
                Assert.Equal(all.Order(ById), plain.Concat(on.Plan(PlanPart.Doubtful).Actions).Order(ById));
                Assert.Equal(off.Plan(PlanPart.Plain).Actions.Where(a => !PlanParts.Gives(a)), plain.Where(a => !PlanParts.Gives(a)));
                // Whose account is made gets all rights by the plan that makes it.
                var made = plain.OfType<PlannedAction.CreateAccount>().Select(a => a.Target.Employee).ToHashSet();
                Assert.Equal(all.Where(a => made.Contains(a.Target.Employee)), plain.Where(a => made.Contains(a.Target.Employee)));
                // Of whom nothing is taken without a yes.
                on = on with
                {
                    Named = Every(world, nth, 0),
                };
                Assert.DoesNotContain(
                    on.Plan(PlanPart.Plain).Actions,
                    a => Reduction.Of(a, world.On) is not null && on.Named.Contains(a.Target.Employee)
                );
            }
        );

    private static World With(World world, bool approve) =>
        world with
        {
            Policy = world.Policy with { Limits = world.Policy.Limits with { ApproveMyNumberGrants = approve } },
        };

    private static readonly IComparer<PlannedAction> ById = Comparer<PlannedAction>.Create(
        (one, other) => string.CompareOrdinal($"{one.Id}", $"{other.Id}")
    );

    /// <summary>Facts of every nth, keys of those after them.</summary>
    private static OneWord Of(World world, int nth) => new(Every(world, nth, 0), Every(world, nth, 1));

    private static HashSet<EmployeeId> Every(World world, int nth, int from) =>
        world.Desired.Workers.Select(d => d.Worker.Id).Where((_, i) => i % (nth + 1) == from).ToHashSet();

    private static bool IsTold(PlannedAction action, OneWord told) =>
        action switch
        {
            PlannedAction.AddMember { Zone: Zone.MyNumber, Target.Employee: var id } => told.Facts.Contains(id) || told.Keys.Contains(id),
            PlannedAction.AddMember or PlannedAction.EnableAccount or PlannedAction.CreateAccount or PlannedAction.RestoreAccount =>
                told.Facts.Contains(action.Target.Employee),
            _ => false,
        };

    private static decimal Waits(Verdict verdict) =>
        verdict is Verdict.NeedsApproval(var reasons) ? reasons.SingleOrDefault(r => r.Code == "supplied-by-hand")?.Number ?? 0 : 0;
}

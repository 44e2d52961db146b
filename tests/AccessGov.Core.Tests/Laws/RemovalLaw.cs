using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Laws;

/// <summary>What a review took is gone and stays gone: no rule gives it back, and nothing else comes of it.</summary>
public sealed class RemovalLaw
{
    /// <summary>A world in which reviews took some of what is held or due.</summary>
    private static readonly Gen<World> Reviewed = Gen.Select(WorldGen.Any, Gen.Int[0, 200].Array[1, 6], Gen.Int[-40, 5])
        .Select(
            (world, picks, days) =>
            {
                (EmployeeId Worker, EntitlementId Right)[] all =
                [
                    .. from worker in world.Facts.Roster.Workers from right in world.Policy.Entitlements select (worker.Id, right.Id),
                ];
                return world with
                {
                    Removals =
                    [
                        .. picks
                            .Where(_ => all.Length > 0)
                            .Select(p => all[p % all.Length])
                            .Distinct()
                            .Select(p => new ReviewRemoval(
                                p.Worker,
                                p.Right,
                                world.On.AddDays(days),
                                world.On.AddDays(days - 3),
                                [.. world.Desired.Heads.UnitsServed(world.Facts.Roster.Find(p.Worker)!)],
                                "round-0001"
                            )),
                    ],
                };
            }
        );

    [Fact]
    public void A_review_gives_nobody_anything() =>
        Reviewed.Hold(world =>
        {
            var before = (world with { Removals = [] }).Desired;
            foreach (var desire in world.Desired.Workers)
            {
                var had = before.Of(desire.Worker).Memberships.Select(m => m.Entitlement).ToHashSet();
                Assert.All(desire.Memberships, m => Assert.Contains(m.Entitlement, had));
            }
        });

    [Fact]
    public void What_is_shared_with_what_was_before_says_what_is_made_anew() =>
        Reviewed.Hold(world =>
        {
            var before = (world with { Removals = [] }).Desired;
            var former = before.Workers.ToList();
            var shared = Entitlements.Of(before.Facts with { Removals = world.Removals }, before.Policy, before.On, before);
            Assert.Equal(world.Desired.FactsDigest, shared.FactsDigest);
            AssertSame(world.Desired.Workers, shared.Workers);
            AssertSame(former, before.Workers);

            static void AssertSame(IEnumerable<WorkerDesire> expected, IEnumerable<WorkerDesire> actual) =>
                Assert.All(
                    expected.Zip(actual),
                    p =>
                    {
                        Assert.Equal(p.First.Memberships, p.Second.Memberships);
                        Assert.Equal(p.First.Withheld, p.Second.Withheld);
                    }
                );
        });

    [Fact]
    public void What_was_taken_is_gone_and_two_runs_later_still_is() =>
        Reviewed.Hold(world =>
        {
            var settled = world.Settled();
            Assert.Empty(settled.Plan().Actions);
            foreach (var removal in world.Removals.Where(r => r.From <= world.On))
                foreach (var membership in settled.Desired.Of(world.Facts.Roster.Find(removal.Worker)!).Memberships)
                    // Only a duty that began since, elsewhere, or a grant that was approved since gives it.
                    if (world.Policy.Entitlements[membership.Entitlement].Id == removal.Entitlement)
                        Assert.True(
                            membership.Posting is { } posting
                                ? posting.Days.From > removal.DecidedOn && !removal.Units.Contains(posting.Org)
                                : membership.Grant!.Days.From > removal.DecidedOn
                        );
        });

    [Fact]
    public void Until_its_day_a_decision_takes_nothing() =>
        Reviewed.Hold(world =>
        {
            var later = world with { Removals = [.. world.Removals.Select(r => r with { From = world.On.AddDays(1) })] };
            Assert.Equal(
                (world with { Removals = [] }).Desired.Workers.SelectMany(d => d.Memberships),
                later.Desired.Workers.SelectMany(d => d.Memberships)
            );
        });

    [Fact]
    public void It_is_taken_for_that_reason_and_no_rule_gives_it_back()
    {
        var worker = A.Worker("1", postings: [A.At(A.Tax)]);
        var world = A.City(A.April, worker).Settled();
        var right = Assert.Single(world.RightsOf("1"), A.Mail.Equals);
        var removal = new ReviewRemoval(worker.Id, right, A.April, A.April, [A.Tax], "my-number-20260401-0001");
        var plan = (world with { Removals = [removal] }).Plan();
        var taken = Assert.IsType<PlannedAction.RemoveMember>(Assert.Single(plan.Actions));
        Assert.Equal(removal, Assert.IsType<Cause.ReviewedAway>(taken.Because.Cause).Removal);
        Assert.Equal(A.April, CauseDay.Of(taken.Because.Cause));
        // The same duty written anew gives nothing; another unit does.
        var (rewritten, moved) = (A.At(A.Tax, new(A.April.AddDays(1), null)), A.At(A.Juki, new(A.April.AddDays(1), null)));
        Assert.DoesNotContain(A.Mail, RightsWith(rewritten));
        Assert.Contains(A.Mail, RightsWith(moved));

        IEnumerable<EntitlementId> RightsWith(Posting posting)
        {
            var city = A.City(A.April.AddDays(1), A.Worker("1", postings: [posting])) with { Removals = [removal] };
            return city.Desired.Of(city.Facts.Roster.Find(worker.Id)!).Memberships.Select(m => city.Policy.Entitlements[m.Entitlement].Id);
        }
    }
}

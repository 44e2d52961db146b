using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>A plan for one worker needs no more of the directory than the worker's vicinity, and concerns nobody else.</summary>
public sealed class VicinityLaw
{
    private static readonly Gen<(World World, EmployeeId Who)> Anybody = Gen.Select(WorldGen.Any, Gen.OneOf(Names.People));

    [Fact]
    public void What_was_read_for_one_worker_gives_the_plan_that_everything_gives() =>
        Anybody.Hold(
            (world, who) =>
            {
                if (world.Facts.Roster.Find(who) is not { } worker)
                    return;
                var desired = world.Desired;
                var whole = Reconciler.Plan(desired, world.Tenant.Snapshot(), null, who);
                var narrow = Reconciler.Plan(desired, world.Tenant.Snapshot(Vicinity.Of(desired, worker)), null, who);
                // Under the same inputs both have the same name: actions, causes, findings, order and what shares are shares of.
                Assert.Equal(whole.Id, Plan.Close(whole.Inputs, narrow.Actions, narrow.Findings, narrow.Population).Id);
                Assert.NotEqual(whole.Inputs.SnapshotDigest, narrow.Inputs.SnapshotDigest);
            }
        );

    [Fact]
    public void A_plan_for_one_worker_is_the_part_of_everybodys_plan_that_concerns_the_worker() =>
        Anybody.Hold(
            (world, who) =>
            {
                var alone = Reconciler.Plan(world.Desired, world.Tenant.Snapshot(), null, who);
                Assert.All(alone.Actions, a => Assert.Equal(who, a.Target.Employee));
                Assert.All(alone.Findings, f => Assert.Equal(who, f.Worker));
                Assert.Equal(
                    world.Plan().Actions.Where(a => a.Target.Employee == who).Select(a => a with { Id = default }),
                    alone.Actions.Select(a => a with { Id = default })
                );
            }
        );

    [Fact]
    public void What_was_read_for_one_worker_makes_no_plan_for_others() =>
        Anybody.Hold(
            (world, who) =>
            {
                if (world.Facts.Roster.Find(who) is not { } worker)
                    return;
                var desired = world.Desired;
                var snapshot = world.Tenant.Snapshot(Vicinity.Of(desired, worker));
                Assert.Throws<InvalidOperationException>(() => Reconciler.Plan(desired, snapshot));
                Assert.Throws<InvalidOperationException>(() => Reconciler.Plan(desired, snapshot, null, Names.People.First(p => p != who)));
                Assert.Throws<InvalidOperationException>(() => snapshot.IndexOf(new EmployeeId("Z999")));
            }
        );

    [Fact]
    public void What_was_read_before_the_facts_asked_for_more_makes_no_plan()
    {
        var (before, after) = (A.City(A.April, A.Worker("1", postings: [A.At(A.Juki)])), A.City(A.April, A.Worker("1")));
        var vicinity = Vicinity.Of(before.Desired, before.Facts.Roster.Find(new EmployeeId("1"))!);
        Assert.DoesNotContain(A.TaxInquiry, vicinity.Groups);
        Assert.NotEmpty(Reconciler.Plan(before.Desired, before.Tenant.Snapshot(vicinity), null, vicinity.Worker).Actions);
        Assert.Throws<InvalidOperationException>(() =>
            Reconciler.Plan(after.Desired, before.Tenant.Snapshot(vicinity), null, vicinity.Worker)
        );
    }
}

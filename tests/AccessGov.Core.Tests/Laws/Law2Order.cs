using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Law 2: input order never changes the plan id. Applying twice equals applying once.</summary>
public sealed class Law2Order
{
    [Fact]
    public void The_order_of_the_input_never_changes_the_plan() =>
        Gen.Select(WorldGen.Any, Gen.Int)
            .Hold(
                (world, seed) =>
                {
                    var plan = world.Plan();
                    var shuffled = new Shuffle(seed).PlanOf(world);
                    Assert.Equal(plan.Actions.Select(WorldText.Line), shuffled.Actions.Select(WorldText.Line));
                    Assert.Equal(plan.Findings, shuffled.Findings);
                    Assert.Equal(plan.Inputs, shuffled.Inputs);
                    Assert.Equal(plan.Id, shuffled.Id);
                }
            );

    [Fact]
    public void Applying_twice_equals_applying_once() =>
        WorldGen.Any.Hold(world =>
        {
            var plan = world.Plan();
            var once = world.Tenant.Apply(plan.Actions);
            var twice = once.Apply(
                plan.Actions.Where(a => a is PlannedAction.CreateAccount || once.Accounts.ContainsKey(Tenant.IdOf(a.Target)))
            );
            Assert.True(once.SameAs(twice));
            Assert.True(
                once.SameAs(world.Tenant.Apply(plan.Actions.SelectMany(a => a is PlannedAction.DeleteAccount ? [a] : new[] { a, a })))
            );
        });

    [Fact]
    public void A_plan_for_one_worker_is_that_workers_part_of_the_plan() =>
        WorldGen.Any.Hold(world =>
        {
            var whole = world.Plan();
            foreach (var worker in world.Facts.Roster.Workers)
                Assert.Equal(
                    whole.Actions.Where(a => a.Target.Employee == worker.Id),
                    Reconciler.Plan(world.Desired, world.Tenant.Snapshot(), only: worker.Id).Actions
                );
        });

    [Fact]
    public void A_plan_that_is_closed_again_keeps_its_name() =>
        Gen.Select(WorldGen.Any, Gen.Int)
            .Hold(
                (world, seed) =>
                {
                    var plan = world.Plan();
                    var actions = plan.Actions.ToArray();
                    new Random(seed).Shuffle(actions);
                    Assert.Equal(plan.Id, Plan.Close(plan.Inputs, actions, plan.Findings.Reverse(), plan.Population).Id);
                }
            );
}

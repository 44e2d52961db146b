using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Law 6: silence never grants. A closed gate never leaves the right in place. An expired grant is never desired.</summary>
public sealed class Law6Silence
{
    [Fact]
    public void What_is_desired_is_justified_by_a_fact_of_the_day() =>
        WorldGen.Any.Hold(world =>
        {
            var oracle = new Oracle(world);
            foreach (var desire in world.Desired.Workers)
                foreach (var membership in desire.Memberships)
                {
                    var right = world.Policy.Entitlements[membership.Entitlement];
                    Assert.True(desire.Standing is Standing.OnDuty, $"{desire.Worker.Id} is {desire.Standing}");
                    Assert.True(oracle.IsDue(desire.Worker, right), $"{desire.Worker.Id} is not due {right.Id}.");
                    Assert.DoesNotContain(right.Gates, gate => oracle.IsOpen(desire.Worker, right, gate) is not true);
                }
        });

    [Fact]
    public void What_is_due_with_every_gate_open_is_desired_or_separated() =>
        WorldGen.Any.Hold(world =>
        {
            var oracle = new Oracle(world);
            foreach (var desire in world.Desired.Workers.Where(d => d.Standing is Standing.OnDuty))
                for (var i = 0; i < world.Policy.Entitlements.Count; i++)
                {
                    var right = world.Policy.Entitlements[i];
                    var wanted =
                        oracle.IsDue(desire.Worker, right)
                        && right.Gates.All(g => oracle.IsOpen(desire.Worker, right, g) is true)
                        && !world.Policy.SeparationRules.Any(s =>
                            s.Withholds == right.Id && oracle.IsDue(desire.Worker, world.Policy.Entitlements.Single(e => e.Id == s.Keeps))
                        );
                    Assert.Equal(wanted, desire.Memberships.Any(m => m.Entitlement == i));
                }
        });

    [Fact]
    public void A_closed_gate_never_leaves_the_right_in_place() =>
        WorldGen.Any.Hold(world =>
        {
            var oracle = new Oracle(world);
            var plan = world.Plan();
            var after = world.Tenant.Apply(plan.Actions);
            var spared = plan.Findings.Where(f => f.Kind is FindingKind.ProtectedAccountDiffers).Select(f => f.Worker).ToHashSet();
            foreach (
                var desire in world.Desired.Workers.Where(d =>
                    d.Standing is Standing.OnDuty && !spared.Contains(d.Worker.Id) && !oracle.IsContested(d.Worker.Id)
                )
            )
                if (after.Of(desire.Worker.Id) is [var account])
                    foreach (
                        var right in world.Policy.Entitlements.Where(e =>
                            e.Zone != Zone.Independent && e.Gates.Any(g => oracle.IsOpen(desire.Worker, e, g) is false)
                        )
                    )
                        Assert.False(after.Has(account.ObjectId, right.Id), $"{desire.Worker.Id} keeps {right.Id}.");
        });

    [Fact]
    public void Fewer_facts_never_give_more() =>
        WorldGen.Any.Hold(world =>
        {
            var gates = world.Gates;
            foreach (var source in world.Sources)
                NeverGives(world, world.Without(source.Source), $"without {source.Source}");
            NeverGives(
                world,
                world with
                {
                    Grants = [.. world.Grants.Skip(1)],
                    Policy = world.Policy with { SeparationRules = [] },
                },
                "without the first grant"
            );
            NeverGives(world, world with { Grants = [], Policy = world.Policy with { SeparationRules = [] } }, "without grants");
            NeverGives(world, world with { Gates = gates with { Keys = new Known<IReadOnlyList<KeyFact>>.Missing("") } }, "keys missing");
            NeverGives(world, world with { Gates = gates with { Keys = new Known<IReadOnlyList<KeyFact>>.Whole([]) } }, "no keys");
            NeverGives(
                world,
                world with
                {
                    Gates = gates with { Trainings = new Known<IReadOnlyList<TrainingFact>>.Missing("") },
                },
                "trainings missing"
            );
            NeverGives(
                world,
                world with
                {
                    Gates = gates with { Trainings = new Known<IReadOnlyList<TrainingFact>>.Whole([]) },
                },
                "no trainings"
            );
            NeverGives(
                world,
                world with
                {
                    Gates = gates with { Reviews = new Known<IReadOnlyList<OverdueReview>>.Missing("") },
                },
                "reviews missing"
            );
            NeverGives(
                world,
                world with
                {
                    Gates = gates with { Contracts = new Known<IReadOnlyList<ContractFact>>.Missing("") },
                },
                "contracts missing"
            );
            NeverGives(
                world,
                world with
                {
                    Gates = gates with { Contracts = new Known<IReadOnlyList<ContractFact>>.Whole([]) },
                },
                "no contracts"
            );
        });

    [Fact]
    public void A_row_that_vanished_never_gives() =>
        Gen.Select(WorldGen.Any, Gen.Int[0, 5])
            .Hold(
                (world, row) =>
                {
                    foreach (var source in world.Sources)
                        if (source.Workers.ElementAtOrDefault(row) is { } worker)
                            NeverGives(
                                world,
                                world.Delivers(Deliveries.Again(source) with { Workers = [.. source.Workers.Where(w => w != worker)] }),
                                $"without {worker.Id}"
                            );
                }
            );

    /// <summary>
    /// Compared under one policy: taking a grant away may end a separation, so those cases are compared without separation rules.
    /// </summary>
    private static void NeverGives(World world, World less, string how)
    {
        var added = less.Gifts();
        added.ExceptWith((world with { Policy = less.Policy }).Gifts());
        Assert.True(added.Count == 0, $"{how}: {string.Join("; ", added)}");
    }
}

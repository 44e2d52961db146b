using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Law 1: applying a plan to the snapshot it was made from gives the desired state; planning again gives nothing.</summary>
public sealed class Law1Convergence
{
    [Fact]
    public void Planning_again_after_applying_gives_nothing() =>
        WorldGen.Any.Hold(world =>
        {
            var again = world.Settled().Plan();
            Assert.Empty(again.Actions);
        });

    [Fact]
    public void Applying_gives_the_desired_state() =>
        WorldGen.Any.Hold(world =>
        {
            var plan = world.Plan();
            var after = world.Tenant.Apply(plan.Actions);
            var undecided = plan
                .Findings.Where(f => f.Kind == FindingKind.SeparationUndecided)
                .Select(f => (f.Worker, f.Entitlement))
                .ToHashSet();
            var untouched = LeftAlone(world, plan);
            foreach (var desire in world.Desired.Workers.Where(d => !untouched.Contains(d.Worker.Id)))
            {
                var accounts = after.Of(desire.Worker.Id);
                if (desire.ShouldExist && desire.Attributes is not null && desire.Worker.FormerId is null)
                    Assert.Single(accounts);
                if (accounts is not [var account] || desire.Standing is Standing.Upcoming { From: var from } && from == DateOnly.MaxValue)
                    continue;
                Assert.True(
                    desire.ShouldBeEnabled == account.Enabled,
                    $"{desire.Worker.Id} is {desire.Standing} and enabled is {account.Enabled}."
                );
                if (desire.ShouldExist && desire.Attributes is { } attributes)
                    Assert.Equal(attributes, account.Attributes);
                foreach (var membership in desire.Memberships)
                {
                    var right = world.Policy.Entitlements[membership.Entitlement].Id;
                    Assert.True(
                        after.Has(account.ObjectId, right) || !after.CanRead(right) || undecided.Contains((desire.Worker.Id, right)),
                        $"{desire.Worker.Id} lacks {right}."
                    );
                }
            }
        });

    [Fact]
    public void What_is_known_whole_leaves_no_right_beside_the_desired_ones() =>
        WorldGen.Whole.Hold(world =>
        {
            var plan = world.Plan();
            var after = world.Tenant.Apply(plan.Actions);
            var excused = LeftAlone(world, plan, FindingKind.UnknownOrgUnit);
            foreach (var desire in world.Desired.Workers.Where(d => !excused.Contains(d.Worker.Id)))
            {
                if (
                    desire.Standing is Standing.Upcoming { From: var from } && from == DateOnly.MaxValue
                    || after.Of(desire.Worker.Id) is not [var account]
                )
                    continue;
                var due = desire.Memberships.Select(m => m.Entitlement).ToHashSet();
                for (var i = 0; i < world.Policy.Entitlements.Count; i++)
                    if (world.Policy.Entitlements[i].Zone != Zone.Independent && !due.Contains(i))
                        Assert.False(
                            after.Has(account.ObjectId, world.Policy.Entitlements[i].Id),
                            $"{desire.Worker.Id} keeps {world.Policy.Entitlements[i].Id}."
                        );
            }
        });

    /// <summary>Whose accounts the plan reports instead of changing them; a contested number's finding names it as its detail, and an
    /// account that another number continues answers to that one.</summary>
    private static HashSet<EmployeeId?> LeftAlone(World world, Plan plan, FindingKind also = FindingKind.MasteredOnPremises) =>
        [
            .. plan
                .Findings.Where(f =>
                    f.Kind
                        is FindingKind.ProtectedAccountDiffers
                            or FindingKind.DuplicateAccount
                            or FindingKind.ContestedWorker
                            or FindingKind.NameTaken
                    || f.Kind == also
                )
                .SelectMany(f => f.Kind == FindingKind.ContestedWorker ? [f.Worker, new EmployeeId(f.Detail)] : new[] { f.Worker }),
            .. world.Desired.Workers.Select(d => d.Worker.FormerId),
        ];
}

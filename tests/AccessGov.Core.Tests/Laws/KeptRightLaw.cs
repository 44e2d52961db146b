using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>A plan for one worker tells each right that stays only because a source is missing, and tells no other.</summary>
public sealed class KeptRightLaw
{
    [Fact]
    public void What_stays_for_a_missing_source_is_told_with_the_source_and_nothing_else_is() =>
        WorldGen.Any.Hold(whole =>
        {
            foreach (var source in whole.Sources)
            {
                var world = whole.Without(source.Source);
                foreach (var desire in world.Desired.Workers.Where(d => world.Tenant.Of(d.Worker.Id) is [{ IsGuest: false }]))
                    Check(world, desire);
            }
        });

    private static void Check(World world, WorkerDesire desire)
    {
        var id = desire.Worker.Id;
        var account = world.Tenant.Of(id).Single().ObjectId;
        var plan = world.Plan(only: id);
        var told = plan.Findings.Where(f => f is { Kind: FindingKind.MissingSource, Entitlement: not null }).ToArray();
        var kept = Reconciler.Kept(world.Desired, desire);
        foreach (var finding in told)
        {
            Assert.True(world.Tenant.Has(account, finding.Entitlement!.Value), $"{id} has no {finding.Entitlement}.");
            Assert.Contains((finding.Entitlement!.Value, new SourceId(finding.Detail)), kept);
            Assert.Contains(new SourceId(finding.Detail), world.Facts.Roster.MissingSources);
            Assert.DoesNotContain(plan.Actions, a => RightOf(a) == finding.Entitlement);
        }
        // A protected account is left alone whatever it holds; one that another number continues is told of in that one's plan.
        var isProtected = new ProtectedSet(world.Policy.ProtectedAccounts).Contains(world.Tenant.Of(id).Single());
        if (isProtected || world.Desired.IsContinued(id))
        {
            Assert.True(!isProtected || told.Length == 0, $"{id} is protected, and told of.");
            return;
        }
        foreach (var (right, source) in kept.Where(k => world.Tenant.Has(account, k.Right)))
            if (!plan.Actions.Any(a => RightOf(a) == right) && IsGoverned(world, right))
                Assert.True(
                    told.Any(f => f.Entitlement == right && f.Detail == source.Value && f.Worker == id),
                    $"{id} keeps {right} because of {source} and is not told."
                );
    }

    private static bool IsGoverned(World world, EntitlementId right) =>
        world.Policy.Entitlements.Single(e => e.Id == right).Zone != Zone.Independent
        && !world.Tenant.Snapshot().AbsentGroups.Contains(right)
        && !world.Beyond.Ungovernable.ContainsKey(right);

    private static EntitlementId? RightOf(PlannedAction action) =>
        action switch
        {
            PlannedAction.AddMember add => add.Entitlement,
            PlannedAction.RemoveMember remove => remove.Entitlement,
            _ => null,
        };
}

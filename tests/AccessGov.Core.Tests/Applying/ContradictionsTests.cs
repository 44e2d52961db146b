using AccessGov.Core.Applying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

/// <summary>When nobody may say that the directory is as it should be.</summary>
public sealed class ContradictionsTests
{
    /// <summary>Nothing left to do and nothing found that contradicts: then it is so.</summary>
    [Fact]
    public void Where_nothing_is_left_and_nothing_contradicts_everybody_on_duty_has_an_open_account_with_every_right_that_is_due() =>
        WorldGen.Any.Hold(world =>
        {
            // What the policy protects is as people want it, whatever the facts say.
            world = (world with { Policy = world.Policy with { ProtectedAccounts = [] } }).Settled();
            var plan = world.Plan();
            if (plan.Actions.Count > 0 || Contradictions.Among(plan.Findings).Count > 0)
                return;
            var rights = world.Tenant.Rights();
            var owed = plan.Findings.Where(f => f.Kind == FindingKind.SeparationUndecided).ToArray();
            // Under which of two numbers somebody has the account, people decide first.
            var former = world.Facts.Roster.Workers.Concat(world.Facts.Roster.HeldBack).Select(w => w.FormerId).ToHashSet();
            foreach (
                var desire in world.Desired.Workers.Where(d =>
                    d.ShouldBeEnabled && d.Attributes is not null && d.Worker.FormerId is null && !former.Contains(d.Worker.Id)
                )
            )
            {
                var account = Assert.Single(world.Tenant.Of(desire.Worker.Id));
                Assert.True(account.Enabled);
                Assert.Subset(
                    rights[desire.Worker.Id].ToHashSet(),
                    desire
                        .Memberships.Select(m => world.Policy.Entitlements[m.Entitlement])
                        .Where(e => e.Zone != Zone.Independent)
                        .Select(e => e.Id)
                        // Whether another right excludes it, facts that are owed will say.
                        .Except(owed.Where(f => f.Worker == desire.Worker.Id).Select(f => f.Entitlement!.Value))
                        .ToHashSet()
                );
            }
        });

    [Fact]
    public void What_keeps_somebody_from_being_as_the_facts_ask_contradicts_and_what_is_nobodys_or_owed_does_not()
    {
        var findings = Enum.GetValues<FindingKind>().Select(kind => new Finding(kind)).ToArray();
        var against = Contradictions.Among(findings).Select(f => f.Kind).ToHashSet();
        Assert.All(findings, f => Assert.Equal(against.Contains(f.Kind), Contradictions.Contradicts(f.Kind)));
        Assert.Superset(new HashSet<FindingKind> { FindingKind.ShutByOthers, FindingKind.UnreadGroup, FindingKind.AdoptionVoid }, against);
        Assert.DoesNotContain(FindingKind.OrphanAccount, against);
        Assert.DoesNotContain(FindingKind.MissingFacts, against);
        Assert.DoesNotContain(FindingKind.AdoptionWaits, against);
    }
}

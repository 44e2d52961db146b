using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

/// <summary>What the product itself gave is not called given by hand, and is taken all the same.</summary>
public sealed class ExplainedPlanTests
{
    private static readonly GivenRight Given = new("Serves", new RuleId("old"), new Article("第5"), A.Tax, A.April, A.April, "plan");

    private static Dictionary<(Guid, EntitlementId), GivenRight> All(Plan plan) =>
        ExplainedPlan.AsksFor(plan).Distinct().ToDictionary(k => k, _ => Given);

    private static (string, Target, EntitlementId?)[] What(Plan plan) =>
        [.. plan.Actions.Select(a => (a.GetType().Name, a.Target, (a as PlannedAction.RemoveMember)?.Entitlement))];

    [Fact]
    public void Only_the_reason_changes_and_never_what_is_done() =>
        WorldGen.Any.Hold(world =>
        {
            var plan = world.Plan();
            var explained = ExplainedPlan.With(plan, All(plan));
            Assert.Equal(What(plan), What(explained));
            Assert.Empty(ExplainedPlan.AsksFor(explained));
            Assert.Equal(All(plan).Count == 0, plan.Id == explained.Id);
            Assert.DoesNotContain(
                explained.Findings,
                f =>
                    f is { Kind: FindingKind.UnexplainedMembership, Account: { } id, Entitlement: { } right }
                    && All(plan).ContainsKey((id, right))
            );
            Assert.Equal(
                plan.Findings.Where(f => f.Kind != FindingKind.UnexplainedMembership),
                explained.Findings.Where(f => f.Kind != FindingKind.UnexplainedMembership)
            );
        });

    [Fact]
    public void A_right_of_a_withdrawn_rule_is_told_with_that_rule_and_one_given_by_hand_stays_unexplained()
    {
        var world = A.City(A.April, A.Worker("1")).Settled();
        var account = world.AccountOf("1").ObjectId;
        var byHand = new[] { A.JukiInquiry, A.Siren };
        world = world with
        {
            Tenant = world.Tenant with { Members = world.Tenant.Members.Union(byHand.Select(right => (right, account))) },
        };
        var plan = world.Plan();
        Assert.Equal(byHand.Select(right => (account, right)), ExplainedPlan.AsksFor(plan).OrderBy(k => k.Entitlement));
        var explained = ExplainedPlan.With(plan, new Dictionary<(Guid, EntitlementId), GivenRight> { [(account, A.JukiInquiry)] = Given });
        var because = explained
            .Actions.OfType<PlannedAction.RemoveMember>()
            .ToDictionary(a => a.Entitlement, a => (a.Because.Cause, a.Because.Rule));
        Assert.Equal((new Cause.NoLongerDue(Given), Given.Rule), because[A.JukiInquiry]);
        Assert.IsType<Cause.Unexplained>(because[A.Siren].Cause);
        var still = explained.Findings.Where(f => f.Kind == FindingKind.UnexplainedMembership);
        Assert.Equal([A.Siren], still.Select(f => f.Entitlement!.Value));
    }

    [Fact]
    public void A_plan_of_which_nothing_is_known_stays_the_same()
    {
        var plan = A.City(A.April, A.Worker("1")).Plan();
        Assert.Same(plan, ExplainedPlan.With(plan, new Dictionary<(Guid, EntitlementId), GivenRight>()));
        var other = new Dictionary<(Guid, EntitlementId), GivenRight> { [(Names.AccountNo(1), A.Mail)] = Given };
        Assert.Same(plan, ExplainedPlan.With(plan, other));
    }
}

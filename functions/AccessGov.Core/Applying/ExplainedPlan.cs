using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Applying;

/// <summary>
/// Says of rights that nothing explains any more how the product itself gave them: who has one by a rule that was withdrawn since did not
/// get it by hand. Only the reason changes, never what is done.
/// </summary>
public static class ExplainedPlan
{
    /// <summary>The memberships that a plan takes because nothing explains them.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(Guid Account, EntitlementId Entitlement)> AsksFor(Plan plan) =>
        plan.Actions.Where(IsUnexplained).Select(KeyOf);

    /// <summary>The plan with what is known of them.</summary>
    /// <param name="plan">The plan, as it was made from facts and directory.</param>
    /// <param name="given">What the product gave and has not taken since.</param>
    public static Plan With(Plan plan, IReadOnlyDictionary<(Guid Account, EntitlementId Entitlement), GivenRight> given)
    {
        if (given.Count == 0 || !AsksFor(plan).Any(given.ContainsKey))
            return plan;
        return Plan.Close(
            plan.Inputs,
            plan.Actions.Select(a => IsUnexplained(a) && given.TryGetValue(KeyOf(a), out var was) ? Explained(a, was) : a),
            plan.Findings.Where(f => !IsAnswered(f)),
            plan.Population,
            plan.Format
        );

        bool IsAnswered(Finding finding) =>
            finding is { Kind: FindingKind.UnexplainedMembership, Account: { } account, Entitlement: { } right }
            && given.ContainsKey((account, right));
    }

    private static PlannedAction Explained(PlannedAction action, GivenRight was) =>
        action with
        {
            Because = action.Because with { Cause = new Cause.NoLongerDue(was), Rule = was.Rule },
        };

    private static bool IsUnexplained(PlannedAction action) =>
        action is PlannedAction.RemoveMember { Because.Cause: Cause.Unexplained, Target.ObjectId: not null };

    private static (Guid, EntitlementId) KeyOf(PlannedAction action) =>
        (action.Target.ObjectId!.Value, ((PlannedAction.RemoveMember)action).Entitlement);
}

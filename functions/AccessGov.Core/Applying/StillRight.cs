using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Applying;

/// <summary>
/// Holds a planned action against the facts as they are when it is applied. Between plan and apply HR may have told more: what is
/// no longer due is not given, what is due again is not taken. It asks for whatever the planner asked for, by the planner's own
/// predicates; the next plan decides anew.
/// </summary>
public static class StillRight
{
    /// <summary>True when the facts of today still ask for the action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="desired">What should be today.</param>
    /// <param name="past">What is remembered of the accounts that are to be deleted.</param>
    public static bool Holds(PlannedAction action, DesiredState desired, AccountHistory past)
    {
        ArgumentNullException.ThrowIfNull(desired);
        if (desired.Facts.Roster.Find(action.Target.Employee) is { } worker)
            return Holds(action, desired, desired.Of(worker), past);
        // A hold needs nobody in personnel.
        return action is (PlannedAction.DisableAccount or PlannedAction.RevokeSessions) and { Because.Cause: Cause.Held }
            && desired.HoldOf(action.Target.Employee) is { LiftedOn: null };
    }

    private static bool Holds(PlannedAction action, DesiredState desired, WorkerDesire desire, AccountHistory past) =>
        action switch
        {
            PlannedAction.CreateAccount create => desire is { ShouldExist: true, Held: null } && desire.Attributes == create.Attributes,
            PlannedAction.RestoreAccount => desire is { ShouldExist: true, Held: null },
            PlannedAction.ChangeAttributes change => desire.ShouldExist
                && Asks(desire, change)
                && (change.Because.Cause is not Cause.Adopted || desire.Held is null && IsChosen(desired, change)),
            PlannedAction.EnableAccount => desire.ShouldBeEnabled,
            PlannedAction.DisableAccount or PlannedAction.RevokeSessions => AccountGrounds.IsShutDue(desire),
            PlannedAction.AddMember add => Find(desired.Policy, add.Entitlement, add.GroupId) is { } e
                && MembershipPlanner.IsDesired(desire, e)
                && !MembershipPlanner.MayBeExcluded(desired, desire, e),
            PlannedAction.RemoveMember { Because.Cause: Cause.RightRetired } retired => desired.Policy.Entitlements.All(e =>
                e.GroupId != retired.GroupId
            ),
            PlannedAction.RemoveMember remove => Find(desired.Policy, remove.Entitlement, remove.GroupId) is { } e
                && !MembershipPlanner.IsDesired(desire, e)
                && MembershipPlanner.WhyTaken(desired, desire, e) is not null,
            PlannedAction.DeleteAccount { Target.ObjectId: { } account } => AccountGrounds.DeletedAfter(desired, desire, past.Find(account))
                is not null,
            PlannedAction.DeleteAccount => false,
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not held against the facts."),
        };

    /// <summary>Each value is still the one to be; what is not in the list is not touched.</summary>
    private static bool Asks(WorkerDesire desire, PlannedAction.ChangeAttributes change) =>
        desire.Attributes is { } attributes
        && change.Changes.All(c => c.ToBe == (c.Name == AttributeName.EmployeeId ? desire.Worker.Id.Value : attributes.Of(c.Name)))
        && (change.Because.Cause is not Cause.Renumbered(var former) || desire.Worker.FormerId == former);

    /// <summary>Nobody has chosen otherwise, or taken the choice back, since.</summary>
    private static bool IsChosen(DesiredState desired, PlannedAction action) =>
        action.Because.Cause is not Cause.Adopted(var name, var list, var by)
        || desired.ChosenFor(action.Target.Employee) is { } chosen
            && chosen == new ChosenAccount(action.Target.Employee, action.Target.ObjectId ?? Guid.Empty, name, list, by);

    /// <summary>The right's place in the policy, while the policy gives it by the same group; null otherwise.</summary>
    private static int? Find(GovernancePolicy policy, EntitlementId entitlement, Guid group)
    {
        for (var i = 0; i < policy.Entitlements.Count; i++)
            if (policy.Entitlements[i].Id == entitlement)
                return policy.Entitlements[i].GroupId == group ? i : null;
        return null;
    }
}

using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Applying;

/// <summary>
/// Holds a planned action against the facts as they are when it is applied. Between plan and apply HR may have told more: what is
/// no longer due is not given, what is due again is not taken. The next plan decides anew.
/// </summary>
public static class StillRight
{
    /// <summary>True when the facts of today still ask for the action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="desire">What the person should have today; null when no present source knows the person.</param>
    /// <param name="policy">The policy in force.</param>
    public static bool Holds(PlannedAction action, WorkerDesire? desire, GovernancePolicy policy) =>
        desire is not null
        && action switch
        {
            PlannedAction.CreateAccount => desire.ShouldExist,
            PlannedAction.ChangeAttributes change => desire.ShouldExist && Asks(desire, change),
            PlannedAction.EnableAccount => desire.ShouldBeEnabled,
            PlannedAction.DisableAccount or PlannedAction.RevokeSessions => !desire.ShouldBeEnabled,
            PlannedAction.AddMember add => IsDue(desire, add.Entitlement, policy),
            PlannedAction.RemoveMember remove => !IsDue(desire, remove.Entitlement, policy)
                && !(desire.IsUndecided && MayBeJustified(remove)),
            PlannedAction.DeleteAccount => desire.Standing is Standing.Ended { Returns: false },
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not held against the facts."),
        };

    /// <summary>Each value is still the one to be; what is not in the list is not touched.</summary>
    private static bool Asks(WorkerDesire desire, PlannedAction.ChangeAttributes change) =>
        desire.Attributes is { } attributes
        && change.Changes.All(c => c.ToBe == (c.Name == AttributeName.EmployeeId ? desire.Worker.Id.Value : attributes.Of(c.Name)));

    /// <summary>
    /// A closed gate, leave or the end of service is known; the end of a duty is not while a posting cannot be understood (law 4).
    /// </summary>
    private static bool MayBeJustified(PlannedAction.RemoveMember remove) =>
        remove.Because.Cause is Cause.Moved or Cause.GrantExpired or Cause.Unexplained or Cause.NoLongerDue;

    private static bool IsDue(WorkerDesire desire, EntitlementId entitlement, GovernancePolicy policy)
    {
        foreach (var membership in desire.Memberships)
            if (policy.Entitlements[membership.Entitlement].Id == entitlement)
                return true;
        return false;
    }
}

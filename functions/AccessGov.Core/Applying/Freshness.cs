using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Applying;

/// <summary>
/// Holds an action against the account as it is now, just before the effect. What protects needs only the right person; what
/// changes or gives needs the account to look as the planner saw it. Nothing is ever forced.
/// </summary>
public static class Freshness
{
    /// <summary>True when the account must be looked at before the action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="wasLookedAt">True when an earlier action of the same plan already looked at the account.</param>
    public static bool NeedsLook(PlannedAction action, bool wasLookedAt) =>
        action switch
        {
            PlannedAction.DisableAccount
            or PlannedAction.RevokeSessions
            or PlannedAction.ChangeAttributes
            or PlannedAction.EnableAccount
            or PlannedAction.DeleteAccount => true,
            PlannedAction.AddMember => !wasLookedAt,
            PlannedAction.CreateAccount or PlannedAction.RemoveMember => false,
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not held against the directory."),
        };

    /// <summary>The outcome that is certain without trying, or null when the action may be tried.</summary>
    /// <param name="action">An action that <see cref="NeedsLook"/>.</param>
    /// <param name="now">The account now; null when it does not exist.</param>
    public static ActionOutcome? Check(PlannedAction action, DirectoryAccount? now)
    {
        if (now is null)
            return action is PlannedAction.DeleteAccount
                ? new ActionOutcome.AlreadyTrue()
                : new ActionOutcome.Stale(OutcomeCodes.AccountAbsent);
        if (!IsSamePerson(action, now))
            return new ActionOutcome.Stale(OutcomeCodes.EmployeeIdChanged);
        return action switch
        {
            PlannedAction.DisableAccount => now.Enabled ? null : new ActionOutcome.AlreadyTrue(),
            PlannedAction.RevokeSessions => null,
            PlannedAction.ChangeAttributes change
                when now.Attributes == change.Attributes && (change.NewEmployeeId is null || now.EmployeeId == change.NewEmployeeId) =>
                new ActionOutcome.AlreadyTrue(),
            PlannedAction.EnableAccount when now.Enabled => new ActionOutcome.AlreadyTrue(),
            PlannedAction.ChangeAttributes or PlannedAction.EnableAccount or PlannedAction.DeleteAccount => Differences(
                (Expect.Account)action.Expect,
                now
            )
                is { Length: > 0 } seen
                ? new ActionOutcome.Stale(seen)
                : null,
            PlannedAction.AddMember => now.Enabled ? null : new ActionOutcome.Stale(OutcomeCodes.AccountDisabled),
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not held against the directory."),
        };
    }

    private static bool IsSamePerson(PlannedAction action, DirectoryAccount now) =>
        now.EmployeeId == action.Target.Employee
        || action is PlannedAction.ChangeAttributes { NewEmployeeId: not null, Because.Cause: Cause.Renumbered renumbered }
            && now.EmployeeId == renumbered.Former;

    private static string Differences(Expect.Account expected, DirectoryAccount now)
    {
        var seen = new List<string>();
        void Compare(string name, object was, object isNow)
        {
            if (!was.Equals(isNow))
                seen.Add(name);
        }
        Compare("accountEnabled", expected.Enabled, now.Enabled);
        Compare("displayName", expected.Attributes.DisplayName, now.Attributes.DisplayName);
        Compare("department", expected.Attributes.Department, now.Attributes.Department);
        Compare("jobTitle", expected.Attributes.JobTitle, now.Attributes.JobTitle);
        Compare("employeeType", expected.Attributes.EmployeeType, now.Attributes.EmployeeType);
        Compare(
            "employeeOrgData",
            (expected.Attributes.Division, expected.Attributes.CostCenter),
            (now.Attributes.Division, now.Attributes.CostCenter)
        );
        return string.Join(", ", seen);
    }
}

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
    private static readonly AttributeName[] OrgData = [AttributeName.Division, AttributeName.CostCenter];

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
            PlannedAction.CreateAccount or PlannedAction.RestoreAccount or PlannedAction.RemoveMember => false,
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
        if (action.Because.Cause is Cause.Adopted(var name, _, _) && !IsStillCalled(name, now))
            return new ActionOutcome.Stale("userPrincipalName");
        return action switch
        {
            PlannedAction.DisableAccount => now.Enabled ? null : new ActionOutcome.AlreadyTrue(),
            PlannedAction.RevokeSessions => null,
            PlannedAction.ChangeAttributes change => Check(change, now),
            PlannedAction.EnableAccount when now.Enabled => new ActionOutcome.AlreadyTrue(),
            PlannedAction.EnableAccount or PlannedAction.DeleteAccount => Check((Expect.Account)action.Expect, now),
            PlannedAction.AddMember => now.Enabled ? null : new ActionOutcome.Stale(OutcomeCodes.AccountDisabled),
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not held against the directory."),
        };
    }

    /// <summary>
    /// What is listed must have the value that the list calls the present one; the rest of the account must be as the planner saw it. Who
    /// altered it by hand meanwhile may know more, and rights may follow in the same plan. It also makes <c>employeeOrgData</c>, which
    /// Graph takes whole, safe to send.
    /// </summary>
    private static ActionOutcome? Check(PlannedAction.ChangeAttributes change, DirectoryAccount now)
    {
        if (now.Attributes == change.ToBe() && change.Changes.All(c => ValueOf(now, c.Name) == c.ToBe))
            return new ActionOutcome.AlreadyTrue();
        var expected = (Expect.Account)change.Expect;
        var listed = change.Changes.ToDictionary(c => c.Name, c => c.Now);
        return StaleBy(
            expected.Enabled,
            now,
            AccountAttributes.Names.Where(name => ValueOf(now, name) != listed.GetValueOrDefault(name, expected.Attributes.Of(name)))
        );
    }

    private static string ValueOf(DirectoryAccount now, AttributeName name) =>
        name == AttributeName.EmployeeId ? now.EmployeeId?.Value ?? "" : now.Attributes.Of(name);

    private static bool IsSamePerson(PlannedAction action, DirectoryAccount now) =>
        now.EmployeeId == action.Target.Employee
        || action is PlannedAction.ChangeAttributes { Because.Cause: Cause.Renumbered renumbered } && now.EmployeeId == renumbered.Former
        || action.Because.Cause is Cause.Adopted && IsNobodys(now);

    private static bool IsNobodys(DirectoryAccount now) => now is { EmployeeId: null, OtherNumber: null, IsGuest: false };

    private static bool IsStillCalled(string name, DirectoryAccount now) =>
        now.UserPrincipalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ActionOutcome.Stale? Check(Expect.Account expected, DirectoryAccount now) =>
        StaleBy(expected.Enabled, now, AccountAttributes.Names.Where(name => expected.Attributes.Of(name) != now.Attributes.Of(name)));

    private static ActionOutcome.Stale? StaleBy(bool expectedEnabled, DirectoryAccount now, IEnumerable<AttributeName> seen)
    {
        var words = seen.Select(name => OrgData.Contains(name) ? "employeeOrgData" : AttributeCodes.Of(name)).Distinct();
        string[] all = expectedEnabled == now.Enabled ? [.. words] : ["accountEnabled", .. words];
        return all.Length > 0 ? new ActionOutcome.Stale(string.Join(", ", all)) : null;
    }
}

using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Applying;

/// <summary>What is to be remembered of an account once an action on it was done, or was true already.</summary>
public static class AccountMemory
{
    /// <summary>The memory after the action; null when it changes nothing that is remembered.</summary>
    /// <param name="before">What was remembered; null for nothing.</param>
    /// <param name="action">What was done.</param>
    /// <param name="account">Object id of the account.</param>
    /// <param name="on">The day.</param>
    public static AccountPast? After(AccountPast? before, PlannedAction action, Guid account, DateOnly on) =>
        action switch
        {
            // Made shut, by us: what facts ask for later opens it.
            PlannedAction.CreateAccount => new AccountPast(account, false, on, true),
            PlannedAction.DisableAccount when before is { Enabled: false, ByUs: true } && (before.AtOnce || !IsAtOnce(action)) => null,
            PlannedAction.DisableAccount => new AccountPast(account, false, on, true, true, before?.SessionsEndedOn, IsAtOnce(action)),
            PlannedAction.EnableAccount when before is { Enabled: true, ByUs: true } => null,
            PlannedAction.EnableAccount => new AccountPast(account, true, on, true, true, before?.SessionsEndedOn),
            PlannedAction.RevokeSessions => (before ?? new AccountPast(account, true, on, false, true)) with { SessionsEndedOn = on },
            PlannedAction.ChangeAttributes
            or PlannedAction.AddMember
            or PlannedAction.RemoveMember
            or PlannedAction.DeleteAccount
            or PlannedAction.RestoreAccount => null,
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not remembered."),
        };

    private static bool IsAtOnce(PlannedAction action) => action.Because.Cause is Cause.Left { AtOnce: true };
}

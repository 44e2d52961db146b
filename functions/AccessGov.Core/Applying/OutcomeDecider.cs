using AccessGov.Core.Directory;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Applying;

/// <summary>What an answer of the directory means for the action it was given to. Nothing is ever forced.</summary>
public static class OutcomeDecider
{
    /// <summary>The outcome of an action that was tried.</summary>
    /// <param name="action">The action.</param>
    /// <param name="answer">What the directory said.</param>
    public static ActionOutcome Of(PlannedAction action, DirectoryAnswer answer) =>
        answer switch
        {
            DirectoryAnswer.Accepted => new ActionOutcome.Applied(),
            DirectoryAnswer.SoBefore => new ActionOutcome.AlreadyTrue(),
            DirectoryAnswer.Absent => OfAbsent(action),
            DirectoryAnswer.Busy(var until) => new ActionOutcome.Deferred(until),
            DirectoryAnswer.Refused(var code) => new ActionOutcome.Failed(code),
            _ => throw new InvalidOperationException($"Answer {answer.GetType().Name} means nothing."),
        };

    /// <summary>
    /// The outcome of an action that is certain from who carries the worker's number: what makes an account the worker's must find nobody,
    /// anything else exactly one. Null when it may be tried.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="carriers">The accounts that carry the number.</param>
    public static ActionOutcome? OfCarriers(PlannedAction action, IReadOnlyList<DirectoryAccount> carriers) =>
        (action, carriers) switch
        {
            (PlannedAction.CreateAccount, []) => null,
            (PlannedAction.CreateAccount create, [var only])
                when only.UserPrincipalName.Equals(create.UserPrincipalName, StringComparison.OrdinalIgnoreCase) =>
                new ActionOutcome.AlreadyTrue(),
            (PlannedAction.CreateAccount, _) => new ActionOutcome.Stale(OutcomeCodes.EmployeeIdTaken),
            (_, []) when GivesNumber(action) => null,
            // Restored or numbered already: by us, whose answer was lost, or by hand.
            (_, [var only]) when GivesNumber(action) && only.ObjectId == action.Target.ObjectId => new ActionOutcome.AlreadyTrue(),
            _ when GivesNumber(action) => new ActionOutcome.Stale(OutcomeCodes.EmployeeIdTaken),
            (_, []) => new ActionOutcome.Stale(OutcomeCodes.AccountAbsent),
            (_, [_]) => null,
            _ => new ActionOutcome.Stale(OutcomeCodes.EmployeeIdTwice),
        };

    /// <summary>
    /// The outcome of a creation whose name is taken: by our own creation whose answer was lost, or by somebody else's account.
    /// </summary>
    /// <param name="create">The creation.</param>
    /// <param name="holder">Who has the name; null when nobody is found.</param>
    public static ActionOutcome OfNameTaken(PlannedAction create, DirectoryAccount? holder) =>
        holder?.EmployeeId == create.Target.Employee ? new ActionOutcome.AlreadyTrue() : new ActionOutcome.Failed(OutcomeCodes.NameTaken);

    /// <summary>
    /// True for an action by which an account that exists begins, or begins again, to carry the worker's number: nobody else may carry it.
    /// </summary>
    /// <param name="action">Any action.</param>
    public static bool GivesNumber(PlannedAction action) => action is PlannedAction.RestoreAccount || PlanParts.IsAdoption(action);

    private static ActionOutcome OfAbsent(PlannedAction action) =>
        action switch
        {
            // Wherever the member or the group went, the right is gone; so is a deleted account.
            PlannedAction.RemoveMember or PlannedAction.DeleteAccount => new ActionOutcome.AlreadyTrue(),
            PlannedAction.AddMember => new ActionOutcome.Stale(OutcomeCodes.GroupOrAccountAbsent),
            PlannedAction.CreateAccount => new ActionOutcome.Failed(OutcomeCodes.NotFound),
            PlannedAction.ChangeAttributes
            or PlannedAction.EnableAccount
            or PlannedAction.DisableAccount
            or PlannedAction.RevokeSessions
            or PlannedAction.RestoreAccount => new ActionOutcome.Stale(OutcomeCodes.AccountAbsent),
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} has no answer."),
        };
}

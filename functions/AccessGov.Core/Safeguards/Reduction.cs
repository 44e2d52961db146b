using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Safeguards;

/// <summary>Something that was taken without being announced: what the brake counts, in a plan and over the window.</summary>
/// <param name="On">The day it was applied.</param>
/// <param name="Employee">From whom.</param>
/// <param name="Zone">Zone of the right taken; null when an account was disabled or deleted.</param>
/// <param name="Org">Org unit it is counted under; null when unknown.</param>
public readonly record struct Reduction(DateOnly On, EmployeeId Employee, Zone? Zone, OrgCode? Org)
{
    /// <summary>The reduction that an action is, or null for one that takes nothing.</summary>
    /// <param name="action">A planned action.</param>
    /// <param name="on">The plan's day.</param>
    public static Reduction? Of(PlannedAction action, DateOnly on) =>
        action switch
        {
            PlannedAction.DisableAccount or PlannedAction.DeleteAccount => new Reduction(
                on,
                action.Target.Employee,
                null,
                action.Because.Org
            ),
            PlannedAction.RemoveMember remove => new Reduction(on, action.Target.Employee, remove.Zone, action.Because.Org),
            PlannedAction.RevokeSessions
            or PlannedAction.ChangeAttributes
            or PlannedAction.CreateAccount
            or PlannedAction.RestoreAccount
            or PlannedAction.EnableAccount
            or PlannedAction.AddMember => null,
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} is not judged."),
        };
}

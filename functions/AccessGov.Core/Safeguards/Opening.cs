using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Safeguards;

/// <summary>An account that was made or enabled without being announced: what the brake counts beside reductions.</summary>
/// <param name="On">The day it was applied.</param>
/// <param name="Employee">For whom.</param>
/// <param name="IsNew">True when the account was made, false when one that existed was enabled.</param>
public readonly record struct Opening(DateOnly On, EmployeeId Employee, bool IsNew)
{
    /// <summary>The opening that an action is, or null for any other. Enabling what the same plan makes is one with making it.</summary>
    /// <param name="action">A planned action.</param>
    /// <param name="on">The day it is applied.</param>
    public static Opening? Of(PlannedAction action, DateOnly on) =>
        action switch
        {
            PlannedAction.CreateAccount => new Opening(on, action.Target.Employee, true),
            PlannedAction.EnableAccount { Target.ObjectId: not null } => new Opening(on, action.Target.Employee, false),
            _ => null,
        };
}

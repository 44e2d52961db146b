using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>
/// The order inside a plan: give an account its person's number, or the new one, without which nothing later finds it; disable and end
/// sessions, take rights (My Number first), change attributes, create, enable, give rights, delete. Nobody is ever briefly
/// over-privileged, and what protects comes before what serves.
/// </summary>
public static class ActionOrder
{
    /// <summary>The phase in which attributes change; in order of the employees.</summary>
    public const int PhaseOfChanges = 5;

    /// <summary>The phase in which accounts are enabled; in order of the employees.</summary>
    public const int PhaseOfEnabling = 7;

    /// <summary>The phase of an action, 1 to 9. A later phase begins when the earlier one has ended.</summary>
    /// <param name="action">A planned action.</param>
    public static int PhaseOf(PlannedAction action) =>
        action switch
        {
            PlannedAction.ChangeAttributes { Because.Cause: Cause.Renumbered or Cause.Adopted } => 1,
            PlannedAction.DisableAccount or PlannedAction.RevokeSessions => 2,
            PlannedAction.RemoveMember { Zone: Zone.MyNumber } => 3,
            PlannedAction.RemoveMember => 4,
            PlannedAction.ChangeAttributes => PhaseOfChanges,
            PlannedAction.CreateAccount or PlannedAction.RestoreAccount => 6,
            PlannedAction.EnableAccount => PhaseOfEnabling,
            PlannedAction.AddMember => 8,
            PlannedAction.DeleteAccount => 9,
            _ => throw new InvalidOperationException($"Action {action.GetType().Name} has no phase."),
        };

    /// <summary>True when the action gives: an account, its use, whose it is, or a right.</summary>
    /// <param name="action">A planned action.</param>
    public static bool Gives(PlannedAction action) =>
        action
            is PlannedAction.CreateAccount
                or PlannedAction.EnableAccount
                or PlannedAction.RestoreAccount
                or PlannedAction.AddMember
                or { Because.Cause: Cause.Adopted };

    /// <summary>The actions from one on that belong to its phase.</summary>
    /// <param name="actions">A plan's actions, in order.</param>
    /// <param name="next">The first of them; at the end of the plan nothing is left.</param>
    public static IReadOnlyList<PlannedAction> PhaseFrom(IReadOnlyList<PlannedAction> actions, int next)
    {
        if (next >= actions.Count)
            return [];
        var phase = PhaseOf(actions[next]);
        var (end, after) = (next + 1, actions.Count);
        while (end < after)
        {
            var middle = (end + after) >>> 1;
            if (PhaseOf(actions[middle]) == phase)
                end = middle + 1;
            else
                after = middle;
        }
        return new ArraySegment<PlannedAction>(actions as PlannedAction[] ?? [.. actions], next, end - next);
    }

    /// <summary>
    /// Phase, then group (so that additions to one group are neighbours), then employee, then account, then disable before revoke.
    /// </summary>
    /// <param name="left">A planned action.</param>
    /// <param name="right">Another one.</param>
    public static int Compare(PlannedAction left, PlannedAction right)
    {
        var order = PhaseOf(left).CompareTo(PhaseOf(right));
        if (order == 0)
            order = string.CompareOrdinal(EntitlementOf(left), EntitlementOf(right));
        if (order == 0)
            order = left.Target.Employee.CompareTo(right.Target.Employee);
        // Two accounts may carry the number of one who is shut out everywhere.
        if (order == 0)
            order = Nullable.Compare(left.Target.ObjectId, right.Target.ObjectId);
        return order != 0 ? order : (left is PlannedAction.RevokeSessions).CompareTo(right is PlannedAction.RevokeSessions);
    }

    private static string? EntitlementOf(PlannedAction action) =>
        action switch
        {
            PlannedAction.AddMember add => add.Entitlement.Value,
            PlannedAction.RemoveMember remove => remove.Entitlement.Value,
            _ => null,
        };
}

using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Safeguards;

/// <summary>Which changes the 内示・発令 list foretold. A line counts only when person, kind and date agree with the personnel record.</summary>
internal sealed class Foretold(Announcement announcement)
{
    private readonly HashSet<(EmployeeId, MoveKind, DateOnly)> moves = [.. announcement.Moves.Select(m => (m.Worker, m.Kind, m.On))];

    /// <summary>True when the list foretold the fact behind an action.</summary>
    public bool Covers(PlannedAction action)
    {
        var worker = action.Target.Employee;
        return action.Because.Cause switch
        {
            Cause.Left { LastDay: { } last } => moves.Contains((worker, MoveKind.Leaves, last)),
            Cause.Joins { From: var from } => moves.Contains((worker, MoveKind.Joins, from)),
            Cause.RetentionOver { LastDay: var last } => moves.Contains((worker, MoveKind.Leaves, last)),
            Cause.Moved { Posting.Days.Until: { } until } => moves.Contains((worker, MoveKind.Moves, until.AddDays(1)))
                || moves.Contains((worker, MoveKind.Joins, until.AddDays(1))),
            Cause.OnLeave onLeave => moves.Contains((worker, MoveKind.StartsLeave, onLeave.Leave.Days.From)),
            // The policy said it, and it waits for approval however few they are.
            Cause.RightRetired => true,
            _ => false,
        };
    }
}

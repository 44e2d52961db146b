using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>One line of the 発令 list.</summary>
/// <param name="Worker">Whom it concerns.</param>
/// <param name="Kind">What happens.</param>
/// <param name="On">発令日: the first day of the new state; for a leaver the last day of service (退職日).</param>
/// <param name="To">The new org unit of a joiner or mover; null otherwise.</param>
public sealed record AnnouncedMove(EmployeeId Worker, MoveKind Kind, DateOnly On, OrgCode? To);

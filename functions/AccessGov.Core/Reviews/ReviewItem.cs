using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>Names an item: one right of one person.</summary>
/// <param name="Worker">Whose right.</param>
/// <param name="Right">The right.</param>
public readonly record struct ReviewItemId(EmployeeId Worker, EntitlementId Right) : IComparable<ReviewItemId>
{
    /// <summary>By worker, then by right.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(ReviewItemId other) => (Worker, Right).CompareTo((other.Worker, other.Right));
}

/// <summary>One way by which somebody came to a right.</summary>
/// <param name="Cause">Code of the cause (<see cref="Desired.CauseCodes"/>); <c>Unexplained</c> where nothing gives it.</param>
/// <param name="Rule">The rule; null for none.</param>
/// <param name="Unit">The unit of the posting; null for none.</param>
/// <param name="Since">Since when; null where nobody knows.</param>
/// <param name="Until">Last day; null while no end is known.</param>
/// <param name="Reference">Number of the request or exception; null for a rule.</param>
public sealed record ReviewGround(string Cause, RuleId? Rule, OrgCode? Unit, DateOnly? Since, DateOnly? Until, string? Reference);

/// <summary>One right that somebody held when a round was opened.</summary>
/// <param name="Id">Whose right, and which.</param>
/// <param name="Unit">The unit of the posting that gives it, or where the person mainly serves; null when unknown.</param>
/// <param name="Account">Object id of the account that held it.</param>
/// <param name="Ground">Why the person has it.</param>
/// <param name="NotRemovable">Why the directory would not let it be taken, as a code; null where it may be.</param>
public sealed record ReviewItem(ReviewItemId Id, OrgCode? Unit, Guid Account, ReviewGround Ground, string? NotRemovable)
{
    /// <summary>
    /// How many of the unit held the right, where the round asks about only some of them; null where it asks about all, or nobody knows the
    /// unit.
    /// </summary>
    public int? Holders { get; init; }
}

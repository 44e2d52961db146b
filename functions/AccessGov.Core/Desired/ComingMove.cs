using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Desired;

/// <summary>Rights of a zone that somebody gains or loses on a day to come, whatever gates are closed.</summary>
/// <param name="Worker">Who.</param>
/// <param name="On">発令日: the first day on which it holds.</param>
/// <param name="Gained">Rights that become due.</param>
/// <param name="Lost">Rights that are due no longer.</param>
/// <param name="Before">The person on the day before.</param>
/// <param name="After">The person on the day; null when only the list of orders tells of the move.</param>
/// <param name="Announced">The order that is not in the personnel record yet; null when the record has it.</param>
public sealed record ComingMove(
    EmployeeId Worker,
    DateOnly On,
    IReadOnlyList<EntitlementId> Gained,
    IReadOnlyList<EntitlementId> Lost,
    WorkerDesire? Before,
    WorkerDesire? After,
    AnnouncedMove? Announced
);

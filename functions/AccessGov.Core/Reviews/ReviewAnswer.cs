using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>What somebody said of one item, or what silence meant.</summary>
/// <param name="Item">The item.</param>
/// <param name="Choice">What was said.</param>
/// <param name="By">Who; null where nobody did in time.</param>
/// <param name="At">When.</param>
/// <param name="Reason">In that person's words; empty for none.</param>
/// <param name="InBulk">True when several were answered with one hand.</param>
/// <param name="ForMs">So long the item was before the person's eyes, in milliseconds; 0 when nobody measured it.</param>
public sealed record ReviewAnswer(
    ReviewItemId Item,
    ReviewChoice Choice,
    EmployeeId? By,
    DateTimeOffset At,
    string Reason,
    bool InBulk,
    int ForMs
);

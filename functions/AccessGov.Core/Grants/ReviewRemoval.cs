using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>
/// Somebody decided in a review that a worker does not need a right. It stands for what gave the right then: no rule gives it back, however
/// often the record of that duty is written anew. Another duty, or a request that is approved later, gives it afresh.
/// </summary>
/// <param name="Worker">Whose right.</param>
/// <param name="Entitlement">The right.</param>
/// <param name="From">First day without it; until then the decision may be taken back.</param>
/// <param name="DecidedOn">The day of the decision.</param>
/// <param name="Units">Units where the worker served that day, in order.</param>
/// <param name="Reference">Number of the decision.</param>
public sealed record ReviewRemoval(
    EmployeeId Worker,
    EntitlementId Entitlement,
    DateOnly From,
    DateOnly DecidedOn,
    IReadOnlyList<OrgCode> Units,
    string Reference
);

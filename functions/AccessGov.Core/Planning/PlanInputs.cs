using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>What a plan was made from, by digest.</summary>
/// <param name="Tenant">Which municipality.</param>
/// <param name="On">For which day.</param>
/// <param name="PolicyHash">Version of the policy.</param>
/// <param name="FactsDigest">All facts.</param>
/// <param name="SnapshotDigest">The directory as read.</param>
/// <param name="Only">The one worker a plan on demand concerns; null for everybody.</param>
/// <param name="After">Id of the plan that was completed last, so that the same state met again makes a new plan; null for the
/// first.</param>
public sealed record PlanInputs(
    TenantId Tenant,
    DateOnly On,
    string PolicyHash,
    string FactsDigest,
    string SnapshotDigest,
    EmployeeId? Only,
    PlanId? After
);

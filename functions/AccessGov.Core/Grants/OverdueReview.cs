using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>A review of a right was due and nobody decided.</summary>
/// <param name="Worker">Whose right.</param>
/// <param name="Entitlement">The right that was to be reviewed.</param>
/// <param name="Since">First day after the due date.</param>
public sealed record OverdueReview(EmployeeId Worker, EntitlementId Entitlement, DateOnly Since);

using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory;

/// <summary>Whether an entitlement's group can be governed.</summary>
/// <param name="Entitlement">Whose group.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Refusal">Why it cannot; null when it can.</param>
public sealed record GroupCheck(EntitlementId Entitlement, Guid GroupId, GroupRefusal? Refusal);

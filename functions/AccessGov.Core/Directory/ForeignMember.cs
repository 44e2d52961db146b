using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>A member of a governed group that is no user account of the tenant: a nested group, a device, a service principal.</summary>
/// <param name="Entitlement">Whose group.</param>
/// <param name="ObjectId">The member.</param>
public sealed record ForeignMember(EntitlementId Entitlement, Guid ObjectId);

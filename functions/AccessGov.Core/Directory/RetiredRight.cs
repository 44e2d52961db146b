using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>
/// A right as a former policy had it: today's policy has it no more, or gives it by another group. Its group has members nobody looks at.
/// </summary>
/// <param name="Entitlement">The right.</param>
/// <param name="Zone">Its zone then.</param>
/// <param name="GroupId">The group by which it was given.</param>
/// <param name="Members">Who is in the group now.</param>
public sealed record RetiredRight(EntitlementId Entitlement, Zone Zone, Guid GroupId, IReadOnlySet<Guid> Members);

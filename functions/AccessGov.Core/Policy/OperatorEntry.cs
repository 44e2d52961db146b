using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>Who an operating-system user is, and what the person may do.</summary>
/// <param name="User">Name of the operating-system user.</param>
/// <param name="Worker">The person.</param>
/// <param name="Roles">At least one, in the order of <see cref="OperatorRole"/>.</param>
public sealed record OperatorEntry(string User, EmployeeId Worker, IReadOnlyList<OperatorRole> Roles)
{
    /// <summary>The entry in one line, as it is shown and compared.</summary>
    public override string ToString() => $"{User} = {Worker} ({string.Join(", ", Roles.Select(OperatorRoleCodes.Of))})";
}

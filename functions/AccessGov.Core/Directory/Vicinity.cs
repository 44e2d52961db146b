using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>
/// What of the directory a plan for one worker depends on. Accounts of other people matter only where numbers continue each
/// other (see <c>Adoptions</c>) or the name of a new account is taken; groups only where a right is due.
/// </summary>
public sealed record Vicinity
{
    internal Vicinity(
        EmployeeId worker,
        IReadOnlyList<EmployeeId> numbers,
        string userPrincipalName,
        IReadOnlyList<EntitlementId> groups
    ) => (Worker, Numbers, UserPrincipalName, Groups) = (worker, numbers, userPrincipalName, groups);

    /// <summary>The one worker whose plan may be made from it.</summary>
    public EmployeeId Worker { get; }

    /// <summary>
    /// Numbers all of whose accounts must be known, ascending: the worker's own, the former one, those that continue either.
    /// </summary>
    public IReadOnlyList<EmployeeId> Numbers { get; }

    /// <summary>The name whose holder must be known, whoever that is: a new account would get it.</summary>
    public string UserPrincipalName { get; }

    /// <summary>Entitlements that are due, ascending: whether their groups exist must be known.</summary>
    public IReadOnlyList<EntitlementId> Groups { get; }

    /// <summary>The account that somebody chose for the worker, whatever number it carries; empty mostly.</summary>
    public IReadOnlyList<Guid> Chosen { get; internal init; } = [];

    /// <summary>True when whoever knows this vicinity knows the other one too.</summary>
    internal bool Covers(Vicinity other) =>
        Worker == other.Worker
        && UserPrincipalName == other.UserPrincipalName
        && !other.Numbers.Except(Numbers).Any()
        && !other.Chosen.Except(Chosen).Any()
        && !other.Groups.Except(Groups).Any();
}

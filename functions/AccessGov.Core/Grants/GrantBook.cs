using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Grants;

/// <summary>What was given to whom for a time, in an order that no input changes: of several that overlap the longest first.</summary>
internal sealed class GrantBook
{
    private readonly ILookup<EmployeeId, Grant> byWorker;

    public GrantBook(IEnumerable<Grant> grants) =>
        byWorker = grants
            .OrderBy(g => g.Entitlement)
            // The one whose end is the end in force.
            .ThenByDescending(g => g.Days.Until ?? DateOnly.MaxValue)
            .ThenBy(g => g.Days.From)
            .ThenBy(g => g.Reference, StringComparer.Ordinal)
            .ThenBy(g => g.Kind)
            .ToLookup(g => g.Worker);

    /// <summary>True for whom nothing was ever given.</summary>
    public bool HasNone(EmployeeId worker) => byWorker.Count == 0 || !byWorker.Contains(worker);

    /// <summary>What was given to one person.</summary>
    public IEnumerable<Grant> Of(EmployeeId worker) => byWorker.Count == 0 ? [] : byWorker[worker];

    /// <summary>True where an exception lets the person hold both rights of a rule on the day.</summary>
    public bool Frees(EmployeeId worker, SeparationRule rule, DateOnly on) => Freeing(worker, rule, on) is not null;

    /// <summary>That exception; null for none.</summary>
    public Grant? Freeing(EmployeeId worker, SeparationRule rule, DateOnly on)
    {
        foreach (var grant in Of(worker))
            if (
                grant is { Kind: GrantKind.Exception, Excepts: { } excepts }
                && excepts == rule.Id
                && (grant.Entitlement == rule.Keeps || grant.Entitlement == rule.Withholds)
                && grant.Days.Covers(on)
            )
                return grant;
        return null;
    }
}

using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>Why somebody has a right besides a birthright.</summary>
[CodedBy(typeof(GrantKindCodes))]
public enum GrantKind
{
    /// <summary>An approved request.</summary>
    Request,

    /// <summary>例外措置.</summary>
    Exception,
}

/// <summary>A right given to one person for a time.</summary>
/// <param name="Worker">To whom.</param>
/// <param name="Entitlement">What.</param>
/// <param name="Kind">On what ground.</param>
/// <param name="Days">From–until; an end is always set (default 年度末).</param>
/// <param name="Reference">The request's or exception's number.</param>
public sealed record Grant(EmployeeId Worker, EntitlementId Entitlement, GrantKind Kind, DateSpan Days, string Reference)
{
    /// <summary>The separation rule from which an exception frees its person; null for none.</summary>
    public RuleId? Excepts { get; init; }
}

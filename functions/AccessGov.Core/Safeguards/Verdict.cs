using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Safeguards;

/// <summary>What the brake says of a plan. Closed; every reason carries the number and the limit.</summary>
[CodedBy(typeof(VerdictCodes))]
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>May be applied.</summary>
    public sealed record Clear : Verdict;

    /// <summary>May be applied once somebody other than its author has approved it.</summary>
    /// <param name="Reasons">Why.</param>
    public sealed record NeedsApproval(IReadOnlyList<Refusal> Reasons) : Verdict;

    /// <summary>May not be applied by anybody.</summary>
    /// <param name="Reasons">Why.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Reasons) : Verdict;
}

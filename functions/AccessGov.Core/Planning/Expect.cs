using AccessGov.Core.Applying;
using AccessGov.Core.Codes;
using AccessGov.Core.Directory;

namespace AccessGov.Core.Planning;

/// <summary>What the planner saw. An action whose target no longer looks so is <see cref="ActionOutcome.Stale"/>.</summary>
[CodedBy(typeof(ExpectCodes))]
public abstract record Expect
{
    private Expect() { }

    /// <summary>No account carried the employee id.</summary>
    public sealed record NoAccount : Expect;

    /// <summary>The account looked like this.</summary>
    /// <param name="Enabled"><c>accountEnabled</c>.</param>
    /// <param name="Attributes">Governed attributes.</param>
    public sealed record Account(bool Enabled, AccountAttributes Attributes) : Expect;

    /// <summary>The account was, or was not, a member of the group.</summary>
    /// <param name="IsMember">Which.</param>
    public sealed record Membership(bool IsMember) : Expect;
}

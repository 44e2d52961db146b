using AccessGov.Core.Codes;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>Why a right that a rule or grant would give is not given. Closed; each case tells how to fix it in the renderer.</summary>
[CodedBy(typeof(WithheldCodes))]
public abstract record WithheldReason
{
    private WithheldReason() { }

    /// <summary>A gate is closed.</summary>
    /// <param name="Gate">Which.</param>
    public sealed record GateClosed(Gate Gate) : WithheldReason;

    /// <summary>The facts behind a gate are missing: neither granted nor taken.</summary>
    /// <param name="Gate">Which.</param>
    public sealed record GateUnknown(Gate Gate) : WithheldReason;

    /// <summary>Another right excludes it.</summary>
    /// <param name="Rule">By this rule.</param>
    /// <param name="Other">The right that stays.</param>
    public sealed record Separated(RuleId Rule, EntitlementId Other) : WithheldReason;

    /// <summary>The worker is on leave.</summary>
    public sealed record OnLeave : WithheldReason;

    /// <summary>A review decided that the worker does not need it (<see cref="Grants.ReviewRemoval"/>).</summary>
    /// <param name="Removal">The decision.</param>
    public sealed record Reviewed(ReviewRemoval Removal) : WithheldReason;

    /// <summary>
    /// Somebody keeps the worker out (<see cref="Grants.Hold"/>): given is nothing, and what is there stays for the day it ends.
    /// </summary>
    /// <param name="Since">First day.</param>
    public sealed record Held(DateOnly Since) : WithheldReason;
}

/// <summary>A right that would be due and is not given.</summary>
/// <param name="Membership">What would be due, and why.</param>
/// <param name="Reason">What withholds it.</param>
public readonly record struct Withheld(DesiredMembership Membership, WithheldReason Reason);

using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>Somebody who wants to agree to something, as personnel and the table of operators know the person today.</summary>
/// <param name="Id">Who.</param>
/// <param name="IsKnown">True when a present source knows the number and nothing contests it.</param>
/// <param name="IsOnDuty">True when the person is on duty today.</param>
/// <param name="Roles">What the table of operators that is in force gives.</param>
public sealed record Approver(EmployeeId Id, bool IsKnown, bool IsOnDuty, IReadOnlySet<OperatorRole> Roles)
{
    /// <summary>True when somebody keeps the person out: that account may be in wrong hands, and decides nothing.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Why the person may not agree to anything that asks for the role; null when nothing speaks against it.</summary>
    /// <param name="needed">What is asked for; an officer may do whatever an approver may.</param>
    public Refusal? Lacks(OperatorRole needed)
    {
        if (!IsKnown)
            return new Refusal("approver-unknown", Id.Value, 0, 1);
        if (IsHeld)
            return new Refusal("approver-held", Id.Value, 0, 1);
        if (!IsOnDuty)
            return new Refusal("approver-not-on-duty", Id.Value, 0, 1);
        return Roles.Contains(needed) || (needed == OperatorRole.Approver && Roles.Contains(OperatorRole.Officer))
            ? null
            : new Refusal("approver-without-role", OperatorRoleCodes.Of(needed), 0, 1);
    }
}

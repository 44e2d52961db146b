using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Enrolment;

/// <summary>Who wants something of the register.</summary>
/// <param name="Id">Who.</param>
/// <param name="HasRole">True when the table of operators that is in force gives a role that lets one do something.</param>
/// <param name="IsOnDuty">True when personnel knows the person and the person is on duty today.</param>
public sealed record KeyActor(EmployeeId Id, bool HasRole, bool IsOnDuty)
{
    /// <summary>The person as personnel and the table of operators know the person today.</summary>
    /// <param name="person">The person.</param>
    public static KeyActor Of(Approver person) =>
        // 監査人 read and do nothing.
        new(person.Id, person.Roles.Any(r => r != OperatorRole.Auditor), person is { IsKnown: true, IsOnDuty: true })
        {
            IsHeld = person.IsHeld,
        };

    /// <summary>True when somebody keeps the person out. Whoever is held may stop a key of their own and decides nothing else.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Why the person may not do anything but stop a key of their own; null when nothing speaks against it.</summary>
    public Refusal? CannotAct => IsHeld ? new Refusal("key-person-held", Id.Value, 0, 1) : null;

    /// <summary>Why the person may not serve at the counter; null when nothing speaks against it.</summary>
    public Refusal? CannotServe => CannotAct ?? (HasRole && IsOnDuty ? null : new Refusal("keys-need-operator", Id.Value, 0, 1));
}

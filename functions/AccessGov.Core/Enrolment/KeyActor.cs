using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Enrolment;

/// <summary>Who wants something of the register.</summary>
/// <param name="Id">Who.</param>
/// <param name="HasRole">True when the table of operators that is in force gives a role.</param>
/// <param name="IsOnDuty">True when personnel knows the person and the person is on duty today.</param>
public sealed record KeyActor(EmployeeId Id, bool HasRole, bool IsOnDuty)
{
    /// <summary>The person as personnel and the table of operators know the person today.</summary>
    /// <param name="person">The person.</param>
    public static KeyActor Of(Approver person) => new(person.Id, person.Roles.Count > 0, person is { IsKnown: true, IsOnDuty: true });

    /// <summary>Why the person may not serve at the counter; null when nothing speaks against it.</summary>
    public Refusal? CannotServe => HasRole && IsOnDuty ? null : new Refusal("keys-need-operator", Id.Value, 0, 1);
}

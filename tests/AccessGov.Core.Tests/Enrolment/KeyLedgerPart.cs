using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Enrolment;

/// <summary>As much of the register as a use case loads for one command.</summary>
internal static class KeyLedgerPart
{
    public static KeyLedger Of(KeyLedger whole, KeyCommand command, EmployeeId by)
    {
        var scope = KeyScope.Of(command, by);
        KeyTicket[] tickets = scope.Ticket is { } id && whole.Find(id) is { } ticket ? [ticket] : [];
        return KeyLedger.Of(
            whole.Keys.Where(k =>
                k.Serial == scope.Serial
                || (scope.Person is { } person && k.Holder == person)
                || (scope.Credential is { } credential && k.Knows(credential))
            ),
            tickets,
            whole.Takings.Where(t => scope.Takings && t.By == by)
        );
    }
}

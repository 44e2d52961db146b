using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>How much of the register a command needs.</summary>
/// <param name="Serial">This key; null for none.</param>
/// <param name="Ticket">This ticket; null for none.</param>
/// <param name="Person">Every key of this person; null for nobody's.</param>
/// <param name="Credential">Whichever key has or had this credential; null for none.</param>
public sealed record KeyScope(KeySerial? Serial, TicketId? Ticket = null, EmployeeId? Person = null, CredentialId? Credential = null)
{
    /// <summary>True when it matters what the person who asks has shut of others' keys.</summary>
    public bool Takings { get; init; }

    /// <summary>Of a command.</summary>
    /// <param name="command">What is wanted.</param>
    /// <param name="by">By whom.</param>
    public static KeyScope Of(KeyCommand command, EmployeeId by) =>
        command switch
        {
            KeyCommand.AddToStock(var serial, _, _) => new(serial),
            KeyCommand.HandOut(var serial, _, _) => new(serial),
            KeyCommand.TakeBack(var serial, _) => new(serial) { Takings = true },
            KeyCommand.IssueTicket(var id, _, var serial, _) => new(serial, id),
            KeyCommand.ConfirmTicket(var id) => new((KeySerial?)null, id),
            KeyCommand.Enrol(var serial, var key, var ticket, _) => new(serial, ticket, by, key.Credential),
            KeyCommand.ReportLost(var serial) => new(serial) { Takings = true },
            KeyCommand.ReportFound(var serial) => new(serial),
            KeyCommand.Revoke(var serial, _) => new(serial, null, by),
            _ => throw new InvalidOperationException(command.GetType().Name),
        };
}

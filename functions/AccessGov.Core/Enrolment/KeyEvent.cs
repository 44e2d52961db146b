using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>What happened to a key or a ticket; the record has one fact for each. Closed.</summary>
[CodedBy(typeof(KeyEventCodes))]
public abstract record KeyEvent
{
    private KeyEvent() { }

    /// <summary>Which key.</summary>
    public abstract KeySerial Serial { get; init; }

    /// <summary>It was taken into stock.</summary>
    public sealed record Added(KeySerial Serial, string Model, Guid? Aaguid, DateOnly On) : KeyEvent;

    /// <summary>It was handed out.</summary>
    public sealed record HandedOut(KeySerial Serial, EmployeeId Person, DateOnly On) : KeyEvent;

    /// <summary>It was given back; what it was enrolled as has ended.</summary>
    public sealed record TakenBack(KeySerial Serial, DateOnly On, KeyTaking? Taking) : KeyEvent;

    /// <summary>A ticket was issued.</summary>
    public sealed record TicketIssued(KeySerial Serial, KeyTicket Ticket) : KeyEvent;

    /// <summary>A second person confirmed it.</summary>
    public sealed record TicketConfirmed(KeySerial Serial, TicketId Ticket, EmployeeId By, DateTimeOffset At) : KeyEvent;

    /// <summary>Its holder enrolled it.</summary>
    public sealed record WasEnrolled(KeySerial Serial, EmployeeId Person, Enrolled Enrolled, DateTimeOffset At) : KeyEvent
    {
        /// <summary>Who said at the counter that the person may: both count as givers of what follows. Empty for a spare key.</summary>
        public IReadOnlyList<EmployeeId> Givers { get; init; } = [];
    }

    /// <summary>Somebody who has shut many keys wants one more shut: a second person must say so too.</summary>
    public sealed record LossAsked(KeySerial Serial, AskedRemoval Asked) : KeyEvent;

    /// <summary>It was reported lost and counts no longer.</summary>
    public sealed record WasLost(KeySerial Serial, DateOnly On, KeyTaking? Taking) : KeyEvent;

    /// <summary>It turned up.</summary>
    public sealed record WasFound(KeySerial Serial, DateOnly On) : KeyEvent;

    /// <summary>Somebody wants it ended: a second person must say so too.</summary>
    public sealed record RevocationAsked(KeySerial Serial, AskedRemoval Asked) : KeyEvent;

    /// <summary>It was ended.</summary>
    public sealed record WasRevoked(KeySerial Serial, DateOnly On) : KeyEvent;
}

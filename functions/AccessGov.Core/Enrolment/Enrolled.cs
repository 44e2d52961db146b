namespace AccessGov.Core.Enrolment;

/// <summary>An enrolment that stands.</summary>
/// <param name="Key">What the ceremony proved.</param>
/// <param name="On">The day.</param>
/// <param name="Ticket">The ticket that was used; null for a spare key, enrolled by another key of the same person.</param>
public sealed record Enrolled(VerifiedKey Key, DateOnly On, TicketId? Ticket);

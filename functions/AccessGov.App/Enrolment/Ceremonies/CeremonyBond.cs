using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Ceremonies;

/// <summary>What a ceremony is bound to: an answer that comes from elsewhere is none.</summary>
/// <param name="Session">The session in which it was begun; kept as a hash.</param>
/// <param name="Person">Who is asked; null at sign-in, before anybody knows.</param>
/// <param name="Purpose">For what.</param>
public sealed record CeremonyBond(string Session, EmployeeId? Person, CeremonyPurpose Purpose)
{
    /// <summary>The key that is to be enrolled; null for none.</summary>
    public KeySerial? Serial { get; init; }

    /// <summary>The ticket that is to be used; null for none.</summary>
    public TicketId? Ticket { get; init; }
}

using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>What somebody wants of the register. Closed.</summary>
public abstract record KeyCommand
{
    private KeyCommand() { }

    /// <summary>A key was bought.</summary>
    /// <param name="Serial">The number printed on it.</param>
    /// <param name="Model">Its model.</param>
    /// <param name="Aaguid">The model's number, if known.</param>
    public sealed record AddToStock(KeySerial Serial, string Model, Guid? Aaguid) : KeyCommand;

    /// <summary>貸出: a key goes to a person. As a spare too: a person may have several.</summary>
    /// <param name="Serial">Which key.</param>
    /// <param name="Person">To whom.</param>
    /// <param name="IsKnown">True when personnel knows the person.</param>
    public sealed record HandOut(KeySerial Serial, EmployeeId Person, bool IsKnown) : KeyCommand;

    /// <summary>返却: a key lies on the counter again.</summary>
    /// <param name="Serial">Which key.</param>
    /// <param name="HolderStays">True when its holder goes on working: who leaves gives back keys, and nobody counts them.</param>
    public sealed record TakeBack(KeySerial Serial, bool HolderStays) : KeyCommand;

    /// <summary>登録票 is issued: somebody has looked who the person is.</summary>
    /// <param name="Id">A number that was never given before.</param>
    /// <param name="Person">Who.</param>
    /// <param name="Serial">Which key, handed out to the person.</param>
    /// <param name="Proof">What was looked at.</param>
    public sealed record IssueTicket(TicketId Id, EmployeeId Person, KeySerial Serial, IdentityProof Proof) : KeyCommand;

    /// <summary>A second person confirms it.</summary>
    /// <param name="Id">Its number.</param>
    public sealed record ConfirmTicket(TicketId Id) : KeyCommand;

    /// <summary>The person who asks has enrolled a key: the ceremony was verified.</summary>
    /// <param name="Serial">Which key.</param>
    /// <param name="Key">What the ceremony proved.</param>
    /// <param name="Ticket">The ticket; null for a spare key.</param>
    /// <param name="StepUp">The credential by which the same person proved a moment ago to hold another key; null for none.</param>
    public sealed record Enrol(KeySerial Serial, VerifiedKey Key, TicketId? Ticket, CredentialId? StepUp) : KeyCommand;

    /// <summary>紛失届: shuts at once.</summary>
    /// <param name="Serial">Which key.</param>
    public sealed record ReportLost(KeySerial Serial) : KeyCommand;

    /// <summary>A lost key turned up. What it was enrolled as stays ended; it may be enrolled anew.</summary>
    /// <param name="Serial">Which key.</param>
    public sealed record ReportFound(KeySerial Serial) : KeyCommand;

    /// <summary>失効: the holder ends it with another key, or two people do.</summary>
    /// <param name="Serial">Which key.</param>
    /// <param name="StepUp">The credential by which the same person proved a moment ago to hold another key; null for none.</param>
    public sealed record Revoke(KeySerial Serial, CredentialId? StepUp) : KeyCommand;
}

using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>
/// Decides about keys. What shuts is done at once by one person; what opens needs two who are neither the holder, or a key that the holder
/// has already. No serial and no credential ever belongs to two people.
/// </summary>
public static class EnrolmentDecider
{
    /// <summary>Decides.</summary>
    /// <param name="ledger">The register, or as much of it as the command needs (<see cref="KeyLedger"/>).</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="by">By whom.</param>
    /// <param name="now">The instant.</param>
    /// <param name="today">The day in the city.</param>
    public static KeyDecision Decide(KeyLedger ledger, KeyCommand command, KeyActor by, DateTimeOffset now, DateOnly today) =>
        command switch
        {
            KeyCommand.AddToStock add => Add(ledger, add, by, today),
            KeyCommand.HandOut handOut => HandOut(ledger, handOut, by, today),
            KeyCommand.IssueTicket issue => Issue(ledger, issue, by, now),
            KeyCommand.ConfirmTicket(var id) => Confirm(ledger, id, by, now),
            KeyCommand.Enrol enrol => Enrol(ledger, enrol, by, now, today),
            _ => RemovalDecider.Decide(ledger, command, by, now, today),
        };

    private static KeyDecision Add(KeyLedger ledger, KeyCommand.AddToStock add, KeyActor by, DateOnly today)
    {
        if (by.CannotServe is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (ledger.Find(add.Serial) is not { } known)
            return new KeyDecision.Done(new KeyEvent.Added(add.Serial, add.Model, add.Aaguid, today));
        // A list that was taken over in half is told again.
        return known.Model == add.Model && known.Aaguid == add.Aaguid ? new KeyDecision.Already() : Refuse("key-known", add.Serial);
    }

    private static KeyDecision HandOut(KeyLedger ledger, KeyCommand.HandOut handOut, KeyActor by, DateOnly today)
    {
        var (serial, person, isKnown) = handOut;
        if (by.CannotServe is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (ledger.Find(serial) is not { } key)
            return Refuse("key-unknown", serial);
        if (!key.IsInStock)
            return key is { State: KeyState.Unenrolled, Holder: var holder } && holder == person
                ? new KeyDecision.Already()
                : Refuse("key-not-in-stock", serial);
        return isKnown
            ? new KeyDecision.Done(new KeyEvent.HandedOut(serial, person, today))
            : new KeyDecision.Refused(new Refusal("key-holder-unknown", person.Value, 0, 1));
    }

    private static KeyDecision Issue(KeyLedger ledger, KeyCommand.IssueTicket issue, KeyActor by, DateTimeOffset now)
    {
        if (by.CannotServe is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (by.Id == issue.Person)
            return new KeyDecision.Refused(new Refusal("ticket-for-oneself", by.Id.Value, 0, 0));
        if (NotReady(ledger, issue.Serial, issue.Person) is { } notReady)
            return new KeyDecision.Refused(notReady);
        if (ledger.Find(issue.Id) is not null)
            throw new InvalidOperationException("A ticket has this number already: draw another.");
        var ticket = new KeyTicket(issue.Id, issue.Person, issue.Serial, issue.Proof, by.Id, now);
        return new KeyDecision.Done(new KeyEvent.TicketIssued(issue.Serial, ticket));
    }

    private static KeyDecision Confirm(KeyLedger ledger, TicketId id, KeyActor by, DateTimeOffset now)
    {
        if (by.CannotServe is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (ledger.Find(id) is not { } ticket)
            return new KeyDecision.Refused(new Refusal("ticket-unknown", id.Value, 0, 1));
        if (by.Id == ticket.Person)
            return new KeyDecision.Refused(new Refusal("ticket-for-oneself", by.Id.Value, 0, 0));
        if (by.Id == ticket.IssuedBy)
            return new KeyDecision.Refused(new Refusal("ticket-by-one", by.Id.Value, 1, 2));
        if (ticket.ConfirmedBy is { } second)
            return second == by.Id ? new KeyDecision.Already() : new KeyDecision.Refused(new Refusal("ticket-confirmed", id.Value, 2, 2));
        var since = now - ticket.IssuedAt;
        return since > KeyTicket.ConfirmWithin || since < TimeSpan.Zero
            ? new KeyDecision.Refused(
                new Refusal("ticket-expired", id.Value, KeyTicket.Minutes(since), KeyTicket.Minutes(KeyTicket.ConfirmWithin))
            )
            : new KeyDecision.Done(new KeyEvent.TicketConfirmed(ticket.Serial, id, by.Id, now));
    }

    /// <summary>Why the person could not enrol the key, whatever the ceremony proves: asked before an authenticator is.</summary>
    /// <param name="ledger">The register, or as much of it as to enrol needs.</param>
    /// <param name="person">Who.</param>
    /// <param name="serial">Which key.</param>
    /// <param name="ticketId">The ticket; null for none.</param>
    /// <param name="stepUp">The credential by which the person proved to hold another key; null for none.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Null when nothing speaks against it.</returns>
    public static Refusal? CannotEnrol(
        KeyLedger ledger,
        EmployeeId person,
        KeySerial serial,
        TicketId? ticketId,
        CredentialId? stepUp,
        DateTimeOffset now
    )
    {
        // What lets the person in comes first: whoever has nothing of the kind learns nothing of any key.
        if (NotLetIn(ledger, person, serial, ticketId, stepUp, now) is { } notLetIn)
            return notLetIn;
        return ledger.Find(serial) is { Holder: { } holder } && holder == person
            ? NotReady(ledger, serial, person)
            : new Refusal("key-not-yours", serial.Value, 0, 1);
    }

    private static Refusal? NotLetIn(
        KeyLedger ledger,
        EmployeeId person,
        KeySerial serial,
        TicketId? ticketId,
        CredentialId? stepUp,
        DateTimeOffset now
    )
    {
        // Somebody else's ticket is answered as none: it says neither that it is there nor for which key.
        if (ticketId is { } id)
            return ledger.Find(id) is { } ticket && ticket.Person == person
                ? ticket.Flaw(person, serial, now)
                : new Refusal("ticket-unknown", id.Value, 0, 1);
        var own = ledger.Opening(person).ToArray();
        if (own.Length == 0)
            return new Refusal("ticket-needed", serial.Value, 0, 1);
        return own.Any(k => k.Enrolled!.Key.Credential == stepUp) ? null : new Refusal("step-up-needed", serial.Value, 0, 1);
    }

    private static KeyDecision Enrol(KeyLedger ledger, KeyCommand.Enrol enrol, KeyActor by, DateTimeOffset now, DateOnly today)
    {
        var (serial, proved, ticket, stepUp) = enrol;
        if (by.CannotAct is { } held)
            return new KeyDecision.Refused(held);
        if (CannotEnrol(ledger, by.Id, serial, ticket, stepUp, now) is { } cannot)
            return new KeyDecision.Refused(cannot);
        if (ledger.Keys.Any(k => k.Knows(proved.Credential)))
            return Refuse("credential-known", serial);
        // Whoever lets in what nobody vouches for lets in a key that a program made.
        if (!proved.IsAttested)
            return Refuse("key-not-attested", serial);
        if (ledger.Find(serial)!.Aaguid is { } bought && bought != proved.Aaguid)
            return Refuse("key-other-model", serial);
        var used = ticket is { } id ? ledger.Find(id) : null;
        return new KeyDecision.Done(
            new KeyEvent.WasEnrolled(serial, by.Id, new Enrolled(proved, today, ticket), now)
            {
                Givers = used is null ? [] : [used.IssuedBy, used.ConfirmedBy!.Value],
            }
        );
    }

    /// <summary>Why the person cannot enrol the key; null when it is in the person's hands and waits for that.</summary>
    private static Refusal? NotReady(KeyLedger ledger, KeySerial serial, EmployeeId person) =>
        ledger.Find(serial) switch
        {
            null => new Refusal("key-unknown", serial.Value, 0, 1),
            { Holder: { } other } when other != person => new Refusal("key-of-another", serial.Value, 0, 0),
            { State: KeyState.Enrolled } => new Refusal("key-enrolled", serial.Value, 1, 1),
            { State: KeyState.Lost } => new Refusal("key-lost", serial.Value, 0, 0),
            { State: KeyState.Revoked } => new Refusal("key-revoked", serial.Value, 0, 0),
            { Holder: null } => new Refusal("key-not-handed-out", serial.Value, 0, 1),
            _ => null,
        };

    private static KeyDecision.Refused Refuse(string code, KeySerial serial) => new(new Refusal(code, serial.Value, 0, 1));
}

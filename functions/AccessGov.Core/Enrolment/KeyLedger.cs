using System.Collections.Immutable;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>
/// 鍵台帳: keys, tickets, and who shut keys of others lately. For one command a part of it is enough: the keys and tickets that the command
/// names, the keys of the person, whichever key knows the credential, and what the person who asks has shut.
/// </summary>
public sealed class KeyLedger
{
    private readonly ImmutableSortedDictionary<KeySerial, SecurityKey> keys;
    private readonly ImmutableDictionary<TicketId, KeyTicket> tickets;
    private readonly ImmutableList<KeyTaking> takings;

    private KeyLedger(
        ImmutableSortedDictionary<KeySerial, SecurityKey> keys,
        ImmutableDictionary<TicketId, KeyTicket> tickets,
        ImmutableList<KeyTaking> takings
    ) => (this.keys, this.tickets, this.takings) = (keys, tickets, takings);

    /// <summary>A ledger of these.</summary>
    /// <param name="keys">Keys, each once.</param>
    /// <param name="tickets">Tickets, each once.</param>
    /// <param name="takings">Keys that somebody alone shut.</param>
    public static KeyLedger Of(IEnumerable<SecurityKey> keys, IEnumerable<KeyTicket> tickets, IEnumerable<KeyTaking> takings) =>
        new(keys.ToImmutableSortedDictionary(k => k.Serial, k => k), tickets.ToImmutableDictionary(t => t.Id), [.. takings]);

    /// <summary>Every key, by its serial.</summary>
    public IEnumerable<SecurityKey> Keys => keys.Values;

    /// <summary>Keys that somebody alone shut.</summary>
    public IReadOnlyList<KeyTaking> Takings => takings;

    /// <summary>A key; null when it was never taken into stock.</summary>
    /// <param name="serial">Its number.</param>
    public SecurityKey? Find(KeySerial serial) => keys.GetValueOrDefault(serial);

    /// <summary>A ticket; null when there is none.</summary>
    /// <param name="id">Its number.</param>
    public KeyTicket? Find(TicketId id) => tickets.GetValueOrDefault(id);

    /// <summary>The keys that open the person's gate.</summary>
    /// <param name="person">Who.</param>
    public IEnumerable<SecurityKey> Opening(EmployeeId person) => keys.Values.Where(k => k.Opens && k.Holder == person);

    /// <summary>The ledger after something happened.</summary>
    /// <param name="happened">What <see cref="EnrolmentDecider"/> said would.</param>
    public KeyLedger After(KeyEvent happened)
    {
        switch (happened)
        {
            case KeyEvent.TicketIssued(_, var ticket):
                return new(keys, tickets.Add(ticket.Id, ticket), takings);
            case KeyEvent.TicketConfirmed(_, var id, var by, var at):
                return new(keys, tickets.SetItem(id, tickets[id] with { ConfirmedBy = by, ConfirmedAt = at }), takings);
            case KeyEvent.WasEnrolled { Enrolled.Ticket: { } used, At: var at }:
                return new(Changed(happened), tickets.SetItem(used, tickets[used] with { UsedAt = at }), takings);
            case KeyEvent.TakenBack { Taking: { } taking }:
                return new(Changed(happened), tickets, takings.Add(taking));
            case KeyEvent.WasLost { Taking: { } taking }:
                return new(Changed(happened), tickets, takings.Add(taking));
            default:
                return new(Changed(happened), tickets, takings);
        }
    }

    private ImmutableSortedDictionary<KeySerial, SecurityKey> Changed(KeyEvent happened) =>
        keys.SetItem(happened.Serial, KeyLife.After(keys.GetValueOrDefault(happened.Serial), happened));
}

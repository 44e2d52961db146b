using System.Text.Json;
using AccessGov.Core.Audit;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Tickets as the facts of keys tell them, in their order: an enrolment that names a ticket stands on two people, so both must have said so
/// before, of this person and this key, and of no other enrolment.
/// </summary>
internal sealed class ToldTickets
{
    private readonly Dictionary<string, (Fact Issued, Actor? ConfirmedBy)> open = new(StringComparer.Ordinal);

    /// <summary>Takes a fact; false when it tells of an enrolment for which nobody, or only one, vouched.</summary>
    public bool Vouch(Fact fact)
    {
        if (fact.BodyText("ticket") is not { } ticket)
            return fact.Kind.Value != Enrolled || GiversOf(fact).Length == 0;
        if (fact.Kind.Value == Issued)
            open[ticket] = (fact, null);
        else if (fact.Kind.Value == Confirmed && open.TryGetValue(ticket, out var issued) && IsSame(issued.Issued, fact))
            open[ticket] = (issued.Issued, fact.Actor);
        else if (fact.Kind.Value == Enrolled)
            return open.Remove(ticket, out var told)
                && IsSame(told.Issued, fact)
                && told is { Issued.Actor: Actor.Employee { Id: var first }, ConfirmedBy: Actor.Employee { Id: var second } }
                && first != second
                && GiversOf(fact).ToHashSet(StringComparer.Ordinal).SetEquals([first.Value, second.Value]);
        return true;
    }

    private static string Issued { get; } = KeyEventCodes.All.ByCase[typeof(KeyEvent.TicketIssued)];

    private static string Confirmed { get; } = KeyEventCodes.All.ByCase[typeof(KeyEvent.TicketConfirmed)];

    private static string Enrolled { get; } = KeyEventCodes.All.ByCase[typeof(KeyEvent.WasEnrolled)];

    private static bool IsSame(Fact one, Fact other) => one.Subject == other.Subject && one.BodyText("person") == other.BodyText("person");

    private static string[] GiversOf(Fact fact)
    {
        using var body = JsonDocument.Parse(fact.Body.Text);
        return body.RootElement.TryGetProperty("givers", out var givers) && givers.ValueKind == JsonValueKind.Array
            ? [.. givers.EnumerateArray().Select(g => g.ToString())]
            : [];
    }
}

using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>Puts what happened to a key into an open commit: the rows that are other now, and one fact.</summary>
internal static class KeyWrites
{
    /// <summary>Rows and facts of one happening at most, besides who supplied it.</summary>
    public const int Most = 6;

    public static void Put(PartitionCommit commit, Actor actor, KeyLedger after, KeyEvent happened)
    {
        var serial = happened.Serial;
        var body = new FactBody().Add("serial", serial.Value);
        switch (happened)
        {
            case KeyEvent.TicketIssued(_, var ticket):
                commit.Put(KeyRows.Of(ticket.Id), ticket);
                body.Add("ticket", ticket.Id.Value).Add("person", ticket.Person.Value).Add("proof", IdentityProofCodes.Of(ticket.Proof));
                break;
            case KeyEvent.TicketConfirmed(_, var id, _, _):
                var confirmed = after.Find(id)!;
                commit.Put(KeyRows.Of(id), confirmed);
                body.Add("ticket", id.Value).Add("person", confirmed.Person.Value).Add("issuedBy", confirmed.IssuedBy.Value);
                break;
            default:
                var key = after.Find(serial)!;
                commit.Put(KeyRows.Of(serial), key);
                if (key.Holder is { } holder)
                    commit.Put(KeyRows.HolderRow(holder, serial), new KeyRows.Mark());
                body.Add("state", KeyStateCodes.Of(key.State)).Add("person", key.Holder?.Value).Add("digest", key.Digest());
                PutMore(commit, after, happened, body);
                break;
        }
        commit.Tell(FactKind.Parse(KeyEventCodes.Of(happened)), actor, serial.Value, body);
    }

    private static void PutMore(PartitionCommit commit, KeyLedger after, KeyEvent happened, FactBody body)
    {
        switch (happened)
        {
            case KeyEvent.WasEnrolled { Enrolled: var enrolled } by:
                commit
                    .Put(KeyRows.CredentialRow(enrolled.Key.Credential), new KeyRows.Owner(by.Serial))
                    .Put(KeyRows.Of(by.Person), new KeyRows.Mark());
                if (enrolled.Ticket is { } used)
                    commit.Put(KeyRows.Of(used), after.Find(used)!);
                body.Add("credential", enrolled.Key.Credential.Value)
                    .Add("aaguid", enrolled.Key.Aaguid.ToString())
                    .Add("model", enrolled.Key.Model)
                    .Add("format", enrolled.Key.Format)
                    .Add("attested", enrolled.Key.IsAttested)
                    .Add("ticket", enrolled.Ticket?.Value)
                    .Add("givers", by.Givers.Select(g => g.Value));
                break;
            case KeyEvent.TakenBack { Taking: { } taking }:
                commit.Put(KeyRows.TakingRow(taking), taking);
                break;
            case KeyEvent.WasLost { Taking: { } taking }:
                commit.Put(KeyRows.TakingRow(taking), taking);
                break;
        }
    }
}

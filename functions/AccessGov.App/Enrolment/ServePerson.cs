using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Somebody stands at the counter: the key goes into the person's hands and the ticket is issued, both or neither. Told again for a key
/// that the person has in hand already, only the ticket is issued.
/// </summary>
public static class ServePerson
{
    /// <summary>Does it, or says why not.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who looked at the person.</param>
    /// <param name="person">Who may enrol.</param>
    /// <param name="serial">Which key.</param>
    /// <param name="proof">What was looked at.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The ticket; or why nothing was done.</returns>
    public static async Task<(KeyTicket? Ticket, Refusal? Why)> RunAsync(
        Workspace workspace,
        Approver by,
        EmployeeId person,
        KeySerial serial,
        IdentityProof proof,
        CancellationToken ct
    )
    {
        var isKnown = (await workspace.Present.OfAsync(workspace, ct)).Facts.Roster.Find(person) is not null;
        var id = await CounterSlip.DrawAsync(workspace, ct);
        return await OptimisticCommit.RunAsync<(KeyTicket?, Refusal?)>(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Keys, ct);
                var ledger = await KeysToday.LoadAsync(workspace, new KeyScope(serial, id), by.Id, ct);
                var commands = new List<KeyCommand> { new KeyCommand.IssueTicket(id, person, serial, proof) };
                // Of a key that lies elsewhere the ticket says best why not.
                if (ledger.Find(serial) is { IsInStock: true })
                    commands.Insert(0, new KeyCommand.HandOut(serial, person, isKnown));
                foreach (var command in commands)
                {
                    var decided = EnrolmentDecider.Decide(ledger, command, KeyActor.Of(by), workspace.Now, workspace.Today);
                    if (decided is not KeyDecision.Done(var happened))
                    {
                        var why = (decided as KeyDecision.Refused)?.Why;
                        return (null, (null, why ?? throw new InvalidOperationException(command.ToString())));
                    }
                    ledger = ledger.After(happened);
                    KeyDesk.Put(workspace, commit, ledger, by, happened);
                }
                return (commit, (ledger.Find(id), null));
            },
            ct
        );
    }
}

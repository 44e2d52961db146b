using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Whatever is done to keys, at the counter or by their holders: loads as much of the register as is needed, asks
/// <see cref="EnrolmentDecider"/>, commits rows and fact together, and asks for a plan for whom it concerns.
/// </summary>
public static class KeyDesk
{
    /// <summary>Does it, or says why not.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who wants it, as personnel and the table of operators know the person today (<see cref="WhoApproves"/>).</param>
    /// <param name="command">What.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<KeyDecision> RunAsync(Workspace workspace, Approver by, KeyCommand command, CancellationToken ct)
    {
        var decision = await OptimisticCommit.RunAsync(
            async () =>
            {
                // Opened first: what is read after it is at least as new as the version that the commit is held against.
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Keys, ct);
                var ledger = await KeysToday.LoadAsync(workspace, KeyScope.Of(command, by.Id), by.Id, ct);
                var decided = EnrolmentDecider.Decide(ledger, command, KeyActor.Of(by), workspace.Now, workspace.Today);
                if (decided is not KeyDecision.Done(var happened))
                    return (null, decided);
                Put(workspace, commit, ledger.After(happened), by, happened);
                if (ChangedGate(ledger, happened) is { } person)
                    PlansDue.Note(commit, workspace, person);
                return (commit, decided);
            },
            ct
        );
        await PlansDue.AskAsync(workspace, Scopes.Keys, ct);
        return decision;
    }

    /// <summary>Asks for the plans of everybody whose gate changed just before a process was killed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task AskLeftAsync(Workspace workspace, CancellationToken ct) => PlansDue.AskAsync(workspace, Scopes.Keys, ct);

    /// <summary>Issues a ticket with a number of its own.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who looked at the person.</param>
    /// <param name="person">Who may enrol.</param>
    /// <param name="serial">Which key.</param>
    /// <param name="proof">What was looked at.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<KeyDecision> IssueAsync(
        Workspace workspace,
        Approver by,
        EmployeeId person,
        KeySerial serial,
        IdentityProof proof,
        CancellationToken ct
    ) => await RunAsync(workspace, by, new KeyCommand.IssueTicket(await CounterSlip.DrawAsync(workspace, ct), person, serial, proof), ct);

    /// <summary>Hands a key out to somebody whom personnel knows.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="serial">Which key.</param>
    /// <param name="person">To whom.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<KeyDecision> HandOutAsync(
        Workspace workspace,
        Approver by,
        KeySerial serial,
        EmployeeId person,
        CancellationToken ct
    )
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return await RunAsync(workspace, by, new KeyCommand.HandOut(serial, person, desired.Facts.Roster.Find(person) is not null), ct);
    }

    /// <summary>Takes a key back.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="serial">Which key.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<KeyDecision> TakeBackAsync(Workspace workspace, Approver by, KeySerial serial, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var holder = (await KeysToday.FindAsync(workspace, serial, ct))?.Holder;
        return await RunAsync(workspace, by, new KeyCommand.TakeBack(serial, HolderStays.Of(desired, holder)), ct);
    }

    internal static void Put(Workspace workspace, PartitionCommit commit, KeyLedger after, Approver by, KeyEvent happened)
    {
        KeyWrites.Put(commit, new Actor.Employee(by.Id), after, happened);
        if (happened is KeyEvent.WasEnrolled enrolled)
            foreach (var giver in enrolled.Givers)
                SuppliedByHand.Note(
                    commit,
                    workspace,
                    new Actor.Employee(giver),
                    $"key-{enrolled.Serial}",
                    [enrolled.Person],
                    [],
                    gives: false
                );
    }

    /// <summary>Whose gate may be another now; null when nobody's is: what ends a key that opened nothing shuts nothing.</summary>
    private static EmployeeId? ChangedGate(KeyLedger before, KeyEvent happened) =>
        happened switch
        {
            KeyEvent.WasEnrolled { Person: var person } => person,
            KeyEvent.WasLost or KeyEvent.WasRevoked or KeyEvent.TakenBack => before.Find(happened.Serial) is { Opens: true } key
                ? key.Holder
                : null,
            _ => null,
        };
}

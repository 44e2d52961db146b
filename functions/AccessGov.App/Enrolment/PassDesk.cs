using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Temporary Access Passes by two people: asked for, looked at anew, intended, made, told, in this order. The pass itself goes from the
/// directory to the page of who agreed and stands in no row, no fact and no message.
/// </summary>
public static class PassDesk
{
    /// <summary>Who asks for a pass, by person.</summary>
    internal const string Prefix = "pass:";

    /// <summary>What is asked for the person now; null for nothing.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<AskedPass?> AskedAsync(Workspace workspace, EmployeeId person, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<AskedPass>(workspace, Scopes.Keys, Prefix + person, ct) is { } asked
        && PassDecider.Stands(asked.At, workspace.Now)
            ? asked
            : null;

    /// <summary>Asks for one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who looked at the person.</param>
    /// <param name="person">For whom.</param>
    /// <param name="proof">What was looked at.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when it is asked for.</returns>
    /// <exception cref="OutsideFailureException">The directory did not answer.</exception>
    public static async Task<Refusal?> AskAsync(
        Workspace workspace,
        Approver by,
        EmployeeId person,
        IdentityProof proof,
        CancellationToken ct
    )
    {
        if (KeyActor.Of(by).CannotServe is { } cannot)
            return cannot;
        var (holder, account) = await LookAsync(workspace, person, ct);
        if (PassDecider.CannotAsk(holder, account, workspace.Policy.ProtectedAccounts, by.Id) is { } why)
            return why;
        await CommitAsync(
            workspace,
            commit =>
                commit
                    .Put(Prefix + person, new AskedPass(person, by.Id, workspace.Now, proof))
                    .Tell(FactKind.PassAsked, By(by), person.Value, new FactBody().Add("proof", IdentityProofCodes.Of(proof))),
            ct
        );
        return null;
    }

    /// <summary>Agrees, and has it made.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who agrees.</param>
    /// <param name="person">For whom.</param>
    /// <param name="minutes">How long it can be used.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The pass; or why there is none.</returns>
    /// <exception cref="OutsideFailureException">The directory refused, or did not answer; the record says so.</exception>
    public static async Task<(GivenPass? Pass, Refusal? Why)> GiveAsync(
        Workspace workspace,
        Approver by,
        EmployeeId person,
        int minutes,
        CancellationToken ct
    )
    {
        if (KeyActor.Of(by).CannotServe is { } cannot)
            return (null, cannot);
        if (workspace.Passes is not { } passes)
            return (null, new Refusal("pass-no-identity", person.Value, 0, 1));
        if (minutes is < PassDecider.FewestMinutes or > PassDecider.MostMinutes)
            throw new ArgumentOutOfRangeException(nameof(minutes));
        var (holder, account) = await LookAsync(workspace, person, ct);
        // One wish, one pass: whoever comes second finds the wish gone.
        var why = await OptimisticCommit.RunAsync<Refusal?>(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Keys, ct);
                var row = await workspace.Records.FindAsync(new(workspace.Tenant, Scopes.Keys), Prefix + person, ct);
                var asked = row is null ? null : PartitionCommit.Parse<AskedPass>(row);
                (EmployeeId, DateTimeOffset)? wish = asked is null ? null : (asked.By, asked.At);
                if (PassDecider.CannotGive(wish, holder, account, workspace.Policy.ProtectedAccounts, by, workspace.Now) is { } refused)
                    return (null, refused);
                var body = new FactBody().Add("account", $"{account!.ObjectId}").Add("askedBy", asked!.By.Value).Add("minutes", minutes);
                commit.Remove(row!).Tell(FactKind.PassIntended, By(by), person.Value, body);
                return (commit, null);
            },
            ct
        );
        if (why is not null)
            return (null, why);
        try
        {
            var pass = await passes.GiveAsync(account!.ObjectId, minutes, ct);
            // It is made, whether or not the browser still waits.
            var until = new FactBody().Add("account", $"{account.ObjectId}").Add("until", $"{pass.Until:O}");
            await CommitAsync(workspace, c => c.Tell(FactKind.PassGiven, By(by), person.Value, until), CancellationToken.None);
            return (pass, null);
        }
        catch (OutsideFailureException e)
        {
            var code = new FactBody().Add("account", $"{account!.ObjectId}").Add("code", e.Kind.Code);
            await CommitAsync(workspace, c => c.Tell(FactKind.PassFailed, By(by), person.Value, code), CancellationToken.None);
            throw;
        }
    }

    /// <summary>The person and the one account as they are now.</summary>
    private static async Task<(PassDecider.Holder Holder, DirectoryAccount? Account)> LookAsync(
        Workspace workspace,
        EmployeeId person,
        CancellationToken ct
    )
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var desire = desired.Facts.Roster.Find(person) is { } worker ? desired.Of(worker) : null;
        var held = await KeysToday.HeldByAsync(workspace, person, ct);
        var holder = new PassDecider.Holder(
            person,
            desire is { Standing: Standing.OnDuty, IsUndecided: false },
            desired.Facts.Holds.Any(h => h.Worker == person && h.LiftedOn is null),
            held.Any(k => k.Opens) ? true : KeyHolders.Holds(desired.Facts, person, desired.On)
        );
        return (holder, await workspace.Directory.FindByEmployeeIdAsync(person, ct));
    }

    private static Actor.Employee By(Approver by) => new(by.Id);

    private static Task<bool> CommitAsync(Workspace workspace, Action<PartitionCommit> put, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Keys, ct);
                put(commit);
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
}

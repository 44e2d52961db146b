using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>
/// Merges workers and accounts in key order. Terms: an account is *covered* when exactly one worker of a present source has its
/// employee id (or, by HR's statement, had it). Premise: only covered accounts may be changed. Consequence: what is missing on the
/// personnel side can only make the plan smaller (laws 3 and 4).
/// </summary>
internal sealed partial class Planner
{
    private readonly DesiredState desired;
    private readonly DirectorySnapshot snapshot;
    private readonly Beyond beyond;
    private readonly EmployeeId? only;
    private readonly ProtectedSet protectedAccounts;
    private readonly AccountPlanner accounts;
    private readonly int[] policyIndexOf;

    /// <summary>Read only when somebody joins: a name in use cannot be given again, and may be a protected account's (law 3).</summary>
    private readonly Lazy<HashSet<string>> names;

    /// <summary>Accounts of nobody by how their number looks; read only when somebody joins.</summary>
    private readonly Lazy<ILookup<string, DirectoryAccount>> alike;

    /// <summary>Whose passkey Entra knows and the register does not.</summary>
    private readonly Lazy<HashSet<EmployeeId>> unledgered;
    private readonly Adoptions adoptions;
    private readonly ChosenAccounts chosenAccounts;
    private readonly PopulationCount population = new();

    public Planner(DesiredState desired, DirectorySnapshot snapshot, Beyond beyond, EmployeeId? only)
    {
        (this.desired, this.snapshot, this.beyond, this.only) = (desired, snapshot, beyond, only);
        RefuseLess();
        protectedAccounts = new ProtectedSet(desired.Policy.ProtectedAccounts);
        var indexes = desired.Policy.Entitlements.Select((e, i) => (e.Id, i)).ToDictionary(p => p.Id, p => p.i);
        policyIndexOf = [.. snapshot.Entitlements.Select(id => indexes.GetValueOrDefault(id, -1))];
        accounts = new AccountPlanner(desired, snapshot, beyond, policyIndexOf, Findings, tellsKept: only is not null);
        names = new(() =>
            new HashSet<string>(
                snapshot
                    .Accounts.Select(a => a.UserPrincipalName)
                    .Concat(desired.Policy.ProtectedAccounts.Select(p => p.UserPrincipalName).OfType<string>()),
                StringComparer.OrdinalIgnoreCase
            )
        );
        alike = new(() =>
            snapshot
                .Accounts.Where(a => a.OtherNumber is not null || a.EmployeeId is { } id && desired.Facts.Roster.Find(id) is null)
                .Concat(beyond.Alike)
                .ToLookup(a => NumberForm.Fold(a.OtherNumber ?? a.EmployeeId!.Value.Value), StringComparer.Ordinal)
        );
        unledgered = new(() => UnledgeredKeys(desired.Facts, desired.On));
        adoptions = new Adoptions(desired, snapshot, only, Findings);
        chosenAccounts = new ChosenAccounts(desired, snapshot, protectedAccounts);
    }

    public List<PlannedAction> Actions { get; } = [];

    public List<Finding> Findings { get; } = [];

    public Population Count() => population.Close(desired.Policy);

    public void Run()
    {
        if (only is { } one)
        {
            if (desired.Facts.Roster.Find(one) is { } worker)
                Decide(desired.Of(worker), snapshot.IndexOf(one));
            else
                for (var index = snapshot.IndexOf(one); index >= 0 && IsOf(index, one); index++)
                    ShutHeld(snapshot.Accounts[index]);
            if (beyond.RestoredOn is { } restoredOn)
                Findings.Add(new Finding(FindingKind.RestoredStore, one, Detail: $"{restoredOn:yyyy-MM-dd}"));
            Retired();
            return;
        }
        ReportWhole();
        var at = 0;
        while (at < snapshot.Accounts.Count && snapshot.Accounts[at].EmployeeId is null)
            Uncovered(at++);
        foreach (var desire in desired.Workers)
        {
            var id = desire.Worker.Id;
            while (at < snapshot.Accounts.Count && snapshot.Accounts[at].EmployeeId!.Value.CompareTo(id) < 0)
                Uncovered(at++);
            var first = at;
            while (at < snapshot.Accounts.Count && snapshot.Accounts[at].EmployeeId == id)
                at++;
            Decide(desire, at > first ? first : -1);
        }
        while (at < snapshot.Accounts.Count)
            Uncovered(at++);
        Retired();
    }

    private bool IsOf(int index, EmployeeId id) => index < snapshot.Accounts.Count && snapshot.Accounts[index].EmployeeId == id;

    /// <summary>
    /// Silence about others is no knowledge of them: what was read for one worker makes a plan for that worker and for nobody else.
    /// </summary>
    private void RefuseLess()
    {
        if (snapshot.Vicinity is not { } vicinity)
            return;
        if (only is not { } one || one != vicinity.Worker)
            throw new InvalidOperationException(
                $"Read was only what concerns {vicinity.Worker}; the plan is for {only?.Value ?? "everybody"}."
            );
        if (desired.Facts.Roster.Find(one) is { } worker && !vicinity.Covers(Vicinity.Of(desired, worker)))
            throw new InvalidOperationException($"What was read for {one} was asked for by other facts or another policy than the plan's.");
    }

    /// <param name="desire">What should be.</param>
    /// <param name="first">The first account that carries the worker's number; -1 when none does.</param>
    private void Decide(WorkerDesire desire, int first)
    {
        population.Add(desire);
        ReportWorker(desire);
        if (first < 0)
        {
            NoAccount(desire);
            return;
        }
        ReportChosen(desire, first);
        var number = desire.Worker.Id;
        var (own, ownCount, count) = (-1, 0, 0);
        for (; first + count < snapshot.Accounts.Count && snapshot.Accounts[first + count].EmployeeId == number; count++)
            if (!snapshot.Accounts[first + count].IsGuest)
                (own, ownCount) = (first + count, ownCount + 1);
        // A guest that carries the number is nobody's account of staff; nor is any of two.
        for (var index = first; index < first + count; index++)
            if (snapshot.Accounts[index].IsGuest || ownCount > 1)
                Doubtful(desire, index);
        if (ownCount == 1)
            Covered(desire, own);
    }

    private void Doubtful(WorkerDesire desire, int index)
    {
        var account = snapshot.Accounts[index];
        Findings.Add(
            new Finding(
                account.IsGuest ? FindingKind.GuestWithNumber : FindingKind.DuplicateAccount,
                desire.Worker.Id,
                account.ObjectId,
                Detail: account.IsGuest ? account.UserPrincipalName : ""
            )
        );
        if (desire.IsShutEverywhere && !protectedAccounts.Contains(account))
            accounts.Shut(desire, index, Actions);
    }

    private void NoAccount(WorkerDesire desire)
    {
        if (adoptions.IsClaimant(desire.Worker))
        {
            // Without attributes to write the account cannot follow the number yet; the missing posting is reported.
            if (
                desire.Attributes is not null
                && adoptions.AdoptedBy(desire.Worker) is { } former
                && snapshot.IndexOf(former) is var index
                && !IsDuplicate(index)
                && !snapshot.Accounts[index].IsGuest
            )
                Reconcile(desire, index, former);
            return;
        }
        if (!desire.ShouldExist || desire.Attributes is null || desire.Held is not null)
            return;
        var id = desire.Worker.Id;
        if (desired.ChosenFor(id) is { } chosen)
        {
            Adopt(desire, chosen);
            return;
        }
        var near = alike.Value[NumberForm.Fold(id.Value)].ToArray();
        foreach (var account in near)
            Findings.Add(
                new Finding(
                    FindingKind.NearNumber,
                    id,
                    account.ObjectId,
                    Detail: $"{account.UserPrincipalName} \"{account.OtherNumber ?? account.EmployeeId?.Value}\""
                )
            );
        if (near.Length > 0)
            return;
        var name = AccountPlanner.NameOf(id, desired.Policy);
        if (beyond.Deleted?.Where(d => d.EmployeeId == id).ToArray() is { Length: > 0 } deleted)
            // Which of several was the person's, people must say.
            if (deleted is [var one] && !names.Value.Contains(name))
                accounts.Restore(desire, one, Actions);
            else
                foreach (var each in deleted)
                    Findings.Add(new Finding(FindingKind.AccountVanished, id, each.ObjectId, Detail: $"{each.DeletedOn:yyyy-MM-dd}"));
        else if (names.Value.Contains(name))
            Findings.Add(new Finding(FindingKind.NameTaken, id, Detail: name));
        else
            accounts.Create(desire, Actions);
    }

    private void Covered(WorkerDesire desire, int index)
    {
        if (!adoptions.IsAdopted(desire.Worker.Id))
            Reconcile(desire, index, null);
    }

    private void Reconcile(WorkerDesire desire, int index, EmployeeId? former)
    {
        var account = snapshot.Accounts[index];
        population.Add(account, snapshot, index, policyIndexOf);
        if (!protectedAccounts.Contains(account))
        {
            accounts.Reconcile(desire, index, former, adoptions.IsAwaited(desire.Worker.Id), Actions);
            return;
        }
        var would = new List<PlannedAction>();
        var findingsBefore = Findings.Count;
        accounts.Reconcile(desire, index, former, adoptions.IsAwaited(desire.Worker.Id), would);
        // A right that stays for want of a source is no difference: it would stay on any account.
        var differs = would.Count > 0 || Findings.Skip(findingsBefore).Any(f => f.Kind != FindingKind.MissingSource);
        Findings.RemoveRange(findingsBefore, Findings.Count - findingsBefore);
        if (differs)
            Findings.Add(new Finding(FindingKind.ProtectedAccountDiffers, desire.Worker.Id, account.ObjectId));
    }

    private bool IsDuplicate(int index) =>
        index + 1 < snapshot.Accounts.Count && snapshot.Accounts[index + 1].EmployeeId == snapshot.Accounts[index].EmployeeId;
}

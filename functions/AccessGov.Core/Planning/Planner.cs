using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <summary>
/// Merges workers and accounts in key order. Terms: an account is *covered* when exactly one worker of a present source has its
/// employee id (or, by HR's statement, had it). Premise: only covered accounts may be changed. Consequence: what is missing on the
/// personnel side can only make the plan smaller (laws 3 and 4).
/// </summary>
internal sealed class Planner
{
    private readonly DesiredState desired;
    private readonly DirectorySnapshot snapshot;
    private readonly EmployeeId? only;
    private readonly ProtectedSet protectedAccounts;
    private readonly AccountPlanner accounts;
    private readonly int[] policyIndexOf;

    /// <summary>Read only when somebody joins: a name in use cannot be given again, and may be a protected account's (law 3).</summary>
    private readonly Lazy<HashSet<string>> names;
    private readonly Adoptions adoptions;
    private readonly PopulationCount population = new();

    public Planner(DesiredState desired, DirectorySnapshot snapshot, EmployeeId? only)
    {
        (this.desired, this.snapshot, this.only) = (desired, snapshot, only);
        RefuseLess();
        protectedAccounts = new ProtectedSet(desired.Policy.ProtectedAccounts);
        var indexes = desired.Policy.Entitlements.Select((e, i) => (e.Id, i)).ToDictionary(p => p.Id, p => p.i);
        policyIndexOf = [.. snapshot.Entitlements.Select(id => indexes.GetValueOrDefault(id, -1))];
        accounts = new AccountPlanner(desired, snapshot, policyIndexOf, Findings);
        names = new(() =>
            new HashSet<string>(
                snapshot
                    .Accounts.Select(a => a.UserPrincipalName)
                    .Concat(desired.Policy.ProtectedAccounts.Select(p => p.UserPrincipalName).OfType<string>()),
                StringComparer.OrdinalIgnoreCase
            )
        );
        adoptions = new Adoptions(desired, snapshot, only, Findings);
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
    }

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
            NoAccount(desire);
        else if (IsDuplicate(first))
            Duplicates(first);
        else
            Covered(desire, first);
    }

    private void ReportWhole()
    {
        Findings.AddRange(desired.Facts.Roster.Findings);
        foreach (var source in desired.Policy.Sources)
            if (desired.Facts.Roster.AsOf.TryGetValue(source.Id, out var asOf) && asOf.AddDays(source.MaxAgeDays) < desired.On)
                Findings.Add(new Finding(FindingKind.StaleSource, Detail: $"{source.Name} {asOf:yyyy-MM-dd}"));
        ReportMissing(desired.Facts.Keys, Gate.MfaKey);
        ReportMissing(desired.Facts.Trainings, Gate.Training);
        ReportMissing(desired.Facts.OverdueReviews, Gate.Review);
        ReportMissing(desired.Facts.Contracts, Gate.Contract);
        foreach (var id in snapshot.AbsentGroups)
            Findings.Add(new Finding(FindingKind.AbsentGroup, Entitlement: id));
        var read = snapshot.Entitlements.ToHashSet();
        foreach (var e in desired.Policy.Entitlements)
            if (e.Zone != Zone.Independent && !read.Contains(e.Id))
                Findings.Add(new Finding(FindingKind.UnreadGroup, Entitlement: e.Id));
        foreach (var member in snapshot.ForeignMembers)
            Findings.Add(new Finding(FindingKind.ForeignMember, Account: member.ObjectId, Entitlement: member.Entitlement));
    }

    private void ReportMissing<T>(Known<T> known, Gate family)
    {
        if (known is Known<T>.Missing missing)
            Findings.Add(new Finding(FindingKind.MissingFacts, Detail: $"{GateCodes.Of(family)}: {missing.Reason}"));
    }

    private void ReportWorker(WorkerDesire desire)
    {
        var worker = desire.Worker;
        if (desire.IsUndecided || desire.UndecidedSources.Count > 0)
            foreach (var posting in worker.Postings)
                if (desired.IsUndecided(posting))
                    Findings.Add(new Finding(FindingKind.UnknownOrgUnit, worker.Id, Detail: posting.Org.Value));
        if (desire.Standing is Standing.OnDuty && !ServesOn(worker, desired.On))
            Findings.Add(new Finding(FindingKind.NoPosting, worker.Id));
        if (desire.Standing is Standing.Ended { Last.EndsAtOnce: true, LastDay: null })
            Findings.Add(new Finding(FindingKind.NoLastDay, worker.Id));
        if (
            desire.Standing is Standing.Ended { Last.Kind: EmploymentKind.FiscalYear, Returns: false, LastDay: { Month: 3, Day: 31 } end }
            && desired.On.DayNumber - end.DayNumber is > 0 and <= 31
        )
            Findings.Add(new Finding(FindingKind.TermNotContinued, worker.Id, Detail: end.ToString("yyyy-MM-dd")));
    }

    private static bool ServesOn(Worker worker, DateOnly day)
    {
        for (var i = 0; i < worker.Postings.Count; i++)
            if (worker.Postings[i].Days.Covers(day))
                return true;
        return false;
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
            )
                Reconcile(desire, index, former);
            return;
        }
        if (!desire.ShouldExist || desire.Attributes is null)
            return;
        var name = AccountPlanner.NameOf(desire.Worker.Id, desired.Policy);
        if (names.Value.Contains(name))
            Findings.Add(new Finding(FindingKind.NameTaken, desire.Worker.Id, Detail: name));
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
        var differs = would.Count > 0 || Findings.Count > findingsBefore;
        Findings.RemoveRange(findingsBefore, Findings.Count - findingsBefore);
        if (differs)
            Findings.Add(new Finding(FindingKind.ProtectedAccountDiffers, desire.Worker.Id, account.ObjectId));
    }

    private bool IsDuplicate(int index) =>
        index + 1 < snapshot.Accounts.Count && snapshot.Accounts[index + 1].EmployeeId == snapshot.Accounts[index].EmployeeId;

    private void Duplicates(int first)
    {
        for (
            var index = first;
            index < snapshot.Accounts.Count && snapshot.Accounts[index].EmployeeId == snapshot.Accounts[first].EmployeeId;
            index++
        )
            Findings.Add(new Finding(FindingKind.DuplicateAccount, snapshot.Accounts[index].EmployeeId, snapshot.Accounts[index].ObjectId));
    }

    private void Uncovered(int index)
    {
        var account = snapshot.Accounts[index];
        if (protectedAccounts.Contains(account))
            return;
        if (account.EmployeeId is { } id && adoptions.IsAdopted(id))
            return;
        Findings.Add(
            new Finding(
                FindingKind.OrphanAccount,
                account.EmployeeId,
                account.ObjectId,
                Detail: $"{account.UserPrincipalName}, {(account.Enabled ? "enabled" : "disabled")}"
            )
        );
        for (var n = 0; n < snapshot.CountOf(index); n++)
            Findings.Add(
                new Finding(
                    FindingKind.UncoveredMember,
                    account.EmployeeId,
                    account.ObjectId,
                    snapshot.Entitlements[snapshot.EntitlementOf(index, n)]
                )
            );
    }
}

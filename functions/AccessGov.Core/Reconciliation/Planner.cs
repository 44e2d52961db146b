using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reconciliation;

/// <summary>
/// Merges workers and accounts in key order. Terms: an account is *covered* when exactly one worker of a present source has its
/// employee id (or, by HR's statement, had it). Premise: only covered accounts may be changed. Consequence: what is missing on the
/// personnel side can only make the plan smaller (laws 3 and 4).
/// </summary>
internal sealed class Planner
{
    private readonly Desired desired;
    private readonly DirectorySnapshot snapshot;
    private readonly EmployeeId? only;
    private readonly ProtectedSet protectedAccounts;
    private readonly AccountPlanner accounts;
    private readonly int[] policyIndexOf;
    /// <summary>Former number to the worker who continues it; null when that is contested and the account stays as it is.</summary>
    private readonly Dictionary<EmployeeId, Worker?> adoptions = [];
    private readonly PopulationCount population = new();

    public Planner(Desired desired, DirectorySnapshot snapshot, EmployeeId? only)
    {
        (this.desired, this.snapshot, this.only) = (desired, snapshot, only);
        protectedAccounts = new ProtectedSet(desired.Policy.ProtectedAccounts);
        var indexes = desired.Policy.Entitlements.Select((e, i) => (e.Id, i)).ToDictionary(p => p.Id, p => p.i);
        policyIndexOf = [.. snapshot.Entitlements.Select(id => indexes.GetValueOrDefault(id, -1))];
        accounts = new AccountPlanner(desired, snapshot, policyIndexOf, Findings);
    }

    public List<PlannedAction> Actions { get; } = [];

    public List<Finding> Findings { get; } = [];

    public Population Count() => population.Close(desired.Policy);

    public void Run()
    {
        ReportWhole();
        FindAdoptions();
        var at = 0;
        while (at < snapshot.Accounts.Count && snapshot.Accounts[at].EmployeeId is null) Uncovered(at++);
        foreach (var desire in desired.Workers)
        {
            var id = desire.Worker.Id;
            while (at < snapshot.Accounts.Count && snapshot.Accounts[at].EmployeeId!.Value.CompareTo(id) < 0) Uncovered(at++);
            var first = at;
            while (at < snapshot.Accounts.Count && snapshot.Accounts[at].EmployeeId == id) at++;
            if (only is { } one && one != id) continue;
            population.Add(desire);
            ReportWorker(desire);
            if (at - first > 1) Duplicates(first, at);
            else if (at - first == 1) Covered(desire, first);
            else NoAccount(desire);
        }
        while (at < snapshot.Accounts.Count) Uncovered(at++);
    }

    private void ReportWhole()
    {
        if (only is not null) return;
        Findings.AddRange(desired.Facts.Roster.Findings);
        ReportMissing(desired.Facts.Keys, nameof(Gate.MfaKey));
        ReportMissing(desired.Facts.Trainings, nameof(Gate.Training));
        ReportMissing(desired.Facts.OverdueReviews, nameof(Gate.Review));
        ReportMissing(desired.Facts.Contracts, nameof(Gate.Contract));
        foreach (var id in snapshot.AbsentGroups) Findings.Add(new Finding(FindingKind.AbsentGroup, Entitlement: id));
        var read = snapshot.Entitlements.ToHashSet();
        foreach (var e in desired.Policy.Entitlements)
            if (e.Zone != Zone.Independent && !read.Contains(e.Id)) Findings.Add(new Finding(FindingKind.UnreadGroup, Entitlement: e.Id));
        foreach (var member in snapshot.ForeignMembers)
            Findings.Add(new Finding(FindingKind.ForeignMember, Account: member.ObjectId, Entitlement: member.Entitlement));
    }

    private void ReportMissing<T>(Known<T> known, string family)
    {
        if (known is Known<T>.Missing missing) Findings.Add(new Finding(FindingKind.MissingFacts, Detail: $"{family}: {missing.Reason}"));
    }

    private void ReportWorker(WorkerDesire desire)
    {
        var worker = desire.Worker;
        if (desire.IsUndecided || desire.UndecidedSources.Count > 0)
            foreach (var posting in worker.Postings)
                if (posting.Days.Covers(desired.On) && desired.Policy.OrgChart.Find(posting.Org) is null)
                    Findings.Add(new Finding(FindingKind.UnknownOrgUnit, worker.Id, Detail: posting.Org.Value));
        if (desire.Standing is Standing.OnDuty && !worker.Postings.Any(p => p.Days.Covers(desired.On)))
            Findings.Add(new Finding(FindingKind.NoPosting, worker.Id));
        if (desire.Standing is Standing.Ended { Last.EndsAtOnce: true, LastDay: null })
            Findings.Add(new Finding(FindingKind.NoLastDay, worker.Id));
        if (desire.Standing is Standing.Ended { Last.Kind: EmploymentKind.FiscalYear, Returns: false, LastDay: { Month: 3, Day: 31 } end }
            && desired.On.DayNumber - end.DayNumber is > 0 and <= 31)
            Findings.Add(new Finding(FindingKind.TermNotContinued, worker.Id, Detail: end.ToString("yyyy-MM-dd")));
    }

    /// <summary>
    /// HR may state that a number continues a former one of the same source; the account moves once the new term runs. Two
    /// claimants, or a predecessor who serves or will serve, leave everything as it is. Another source's number is never adopted: were
    /// one of the two sources missing, the other would decide alone (law 4).
    /// </summary>
    private void FindAdoptions()
    {
        foreach (var worker in desired.Facts.Roster.Workers)
        {
            if (worker.FormerId is not { } former || snapshot.IndexOf(worker.Id) >= 0 || snapshot.IndexOf(former) < 0) continue;
            var predecessor = desired.Facts.Roster.Find(former);
            if (predecessor is null ? desired.Facts.Roster.MissingSources.Count > 0 : predecessor.Home != worker.Home) continue;
            if (adoptions.TryGetValue(former, out var other)) Contest(former, other is null ? [worker.Id] : [other.Id, worker.Id]);
            else if (predecessor is not null && !HasLeft(predecessor) && IsServing(worker)) Contest(former, worker.Id);
            else adoptions.Add(former, worker);
        }
    }

    private void Contest(EmployeeId former, params EmployeeId[] claimants)
    {
        adoptions[former] = null;
        foreach (var claimant in claimants) Findings.Add(new Finding(FindingKind.ContestedWorker, claimant, Detail: former.Value));
    }

    private bool HasLeft(Worker worker) =>
        Standing.Of(worker, desired.On, desired.Policy.Timing) is Standing.Ended { Returns: false };

    private bool IsServing(Worker worker) =>
        Standing.Of(worker, desired.On, desired.Policy.Timing) is Standing.OnDuty or Standing.OnLeave;

    private void NoAccount(WorkerDesire desire)
    {
        if (desire.Worker.FormerId is { } former && adoptions.TryGetValue(former, out var successor))
        {
            var index = snapshot.IndexOf(former);
            if (successor?.Id == desire.Worker.Id && IsServing(successor) && !IsDuplicate(index)) Reconcile(desire, index, former);
            return;
        }
        if (!desire.ShouldExist || desire.Attributes is null) return;
        accounts.Create(desire, Actions);
    }

    private void Covered(WorkerDesire desire, int index)
    {
        if (IsAdopted(desire.Worker.Id)) return;
        Reconcile(desire, index, null);
    }

    private bool IsAdopted(EmployeeId id) => adoptions.TryGetValue(id, out var successor) && (successor is null || IsServing(successor));

    private void Reconcile(WorkerDesire desire, int index, EmployeeId? former)
    {
        var account = snapshot.Accounts[index];
        population.Add(account, snapshot, index, policyIndexOf);
        if (!protectedAccounts.Contains(account))
        {
            accounts.Reconcile(desire, index, former, Actions);
            return;
        }
        var would = new List<PlannedAction>();
        var findingsBefore = Findings.Count;
        accounts.Reconcile(desire, index, former, would);
        Findings.RemoveRange(findingsBefore, Findings.Count - findingsBefore);
        if (would.Count > 0) Findings.Add(new Finding(FindingKind.ProtectedAccountDiffers, desire.Worker.Id, account.ObjectId));
    }

    private bool IsDuplicate(int index) =>
        index + 1 < snapshot.Accounts.Count && snapshot.Accounts[index + 1].EmployeeId == snapshot.Accounts[index].EmployeeId;

    private void Duplicates(int first, int beyond)
    {
        for (var index = first; index < beyond; index++)
            Findings.Add(new Finding(FindingKind.DuplicateAccount, snapshot.Accounts[index].EmployeeId, snapshot.Accounts[index].ObjectId));
    }

    private void Uncovered(int index)
    {
        var account = snapshot.Accounts[index];
        if (only is not null || protectedAccounts.Contains(account)) return;
        if (account.EmployeeId is { } id && IsAdopted(id)) return;
        Findings.Add(new Finding(FindingKind.OrphanAccount, account.EmployeeId, account.ObjectId, Detail: account.Enabled ? "enabled" : "disabled"));
        for (var n = 0; n < snapshot.CountOf(index); n++)
            Findings.Add(new Finding(FindingKind.UncoveredMember, account.EmployeeId, account.ObjectId, snapshot.Entitlements[snapshot.EntitlementOf(index, n)]));
    }
}

using AccessGov.Core.Personnel;

namespace AccessGov.Core.Reconciliation;

/// <summary>
/// HR may state that a number continues a former one of the same source; the account moves once the new term runs. Two
/// claimants, a predecessor who serves or will serve, or one about whom nothing is decided leave everything as it is. Another
/// source's number is never adopted: were one of the two sources missing, the other would decide alone (law 4).
/// </summary>
internal sealed class Adoptions
{
    private readonly Desired desired;
    private readonly List<Finding> findings;
    /// <summary>Former number to the worker who continues it; null when that is undecided and the account stays as it is.</summary>
    private readonly Dictionary<EmployeeId, Worker?> successors = [];
    private readonly HashSet<EmployeeId> claimants = [];

    public Adoptions(Desired desired, DirectorySnapshot snapshot, List<Finding> findings)
    {
        (this.desired, this.findings) = (desired, findings);
        var roster = desired.Facts.Roster;
        var heldBack = roster.HeldBack.Select(w => w.Id).ToHashSet();
        foreach (var worker in roster.HeldBack)
        {
            if (!Claims(worker, snapshot, out var former, out _)) continue;
            if (Serves(worker)) Contest(former, worker.Id);
            else successors.TryAdd(former, worker);
        }
        foreach (var worker in roster.Workers)
        {
            if (!Claims(worker, snapshot, out var former, out var predecessor)) continue;
            claimants.Add(worker.Id);
            if (successors.TryGetValue(former, out var other)) Contest(former, other is null ? [worker.Id] : [other.Id, worker.Id]);
            else if (predecessor is null && roster.MissingSources.Count > 0) successors.Add(former, null);
            else if (heldBack.Contains(former)) Contest(former, worker.Id);
            else if (predecessor is not null && !HasLeft(predecessor) && Serves(worker)) Contest(former, worker.Id);
            else successors.Add(former, worker);
        }
    }

    /// <summary>True when the worker has a claim on another number's account, decided or not: no second account is made.</summary>
    public bool IsClaimant(Worker worker) => claimants.Contains(worker.Id);

    /// <summary>The number whose account the worker takes over today, or null.</summary>
    public EmployeeId? AdoptedBy(Worker worker) =>
        worker.FormerId is { } former && successors[former]?.Id == worker.Id && Serves(worker) ? former : null;

    /// <summary>True when the number's own record no longer decides about its account.</summary>
    public bool IsAdopted(EmployeeId former) => successors.TryGetValue(former, out var successor) && (successor is null || Serves(successor));

    /// <summary>True when somebody will take the account over.</summary>
    public bool IsAwaited(EmployeeId former) => successors.ContainsKey(former);

    private bool Claims(Worker worker, DirectorySnapshot snapshot, out EmployeeId former, out Worker? predecessor)
    {
        former = worker.FormerId.GetValueOrDefault();
        predecessor = null;
        if (worker.FormerId is null || !Serves(worker, orWill: true) || snapshot.IndexOf(worker.Id) >= 0 || snapshot.IndexOf(former) < 0) return false;
        predecessor = desired.Facts.Roster.Find(former);
        return predecessor is null || predecessor.Home == worker.Home;
    }

    private void Contest(EmployeeId former, params EmployeeId[] rivals)
    {
        successors[former] = null;
        foreach (var rival in rivals) findings.Add(new Finding(FindingKind.ContestedWorker, rival, Detail: former.Value));
    }

    private Standing Of(Worker worker) => Standing.Of(worker, desired.On, desired.Policy.Timing);

    private bool HasLeft(Worker worker) => Of(worker) is Standing.Ended { Returns: false };

    private bool Serves(Worker worker, bool orWill = false) => Of(worker) switch
    {
        Standing.OnDuty or Standing.OnLeave => true,
        Standing.Preparing or Standing.Ended { Returns: true } => orWill,
        Standing.Upcoming upcoming => orWill && upcoming.From != DateOnly.MaxValue,
        _ => false,
    };
}

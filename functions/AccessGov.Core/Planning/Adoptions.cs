using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Planning;

/// <summary>
/// HR may state that a number continues a former one of the same source; the account moves once the new term runs. Two
/// claimants, a predecessor who serves or will serve, or one about whom nothing is decided leave everything as it is. Another
/// source's number is never adopted: were one of the two sources missing, the other would decide alone (law 4).
/// </summary>
internal sealed class Adoptions
{
    private readonly DesiredState desired;
    private readonly List<Finding> findings;

    /// <summary>Former number to the worker who continues it; null when that is undecided and the account stays as it is.</summary>
    private readonly Dictionary<EmployeeId, Worker?> successors = [];
    private readonly HashSet<EmployeeId> claimants = [];
    private readonly EmployeeId? only;

    /// <param name="desired">What should be.</param>
    /// <param name="snapshot">What is.</param>
    /// <param name="only">Whom alone the answers and findings concern; null for everybody.</param>
    /// <param name="findings">Where findings go.</param>
    public Adoptions(DesiredState desired, DirectorySnapshot snapshot, EmployeeId? only, List<Finding> findings)
    {
        (this.desired, this.only, this.findings) = (desired, only, findings);
        var roster = desired.Facts.Roster;
        // Somebody who left claims nothing more, but leaves it undecided whose the account was.
        var left = new HashSet<EmployeeId>();
        var one = only is { } id ? roster.Find(id) : null;
        foreach (var worker in desired.HeldBackContinuing)
        {
            if (only is not null && !Concerns(worker, one) || !Claims(worker, snapshot, out var former, out _))
                continue;
            if (!Serves(worker, orWill: true))
                left.Add(former);
            else if (Serves(worker))
                Contest(former, worker.Id);
            else
                successors.TryAdd(former, worker);
        }
        foreach (var worker in only is { } number ? desired.ContinuingOf(number, one?.FormerId) : desired.Continuing)
        {
            if (only is not null && !Concerns(worker, one) || !Claims(worker, snapshot, out var former, out var predecessor))
                continue;
            if (!Serves(worker, orWill: true))
            {
                left.Add(former);
                continue;
            }
            claimants.Add(worker.Id);
            if (successors.TryGetValue(former, out var other))
                Contest(former, other is null ? [worker.Id] : [other.Id, worker.Id]);
            else if (predecessor is null && roster.MissingSources.Count > 0)
                successors.Add(former, null);
            else if (desired.IsHeldBack(former))
                Contest(former, worker.Id);
            else if (predecessor is not null && !HasLeft(predecessor) && Serves(worker))
                Contest(former, worker.Id);
            else
                successors.Add(former, worker);
        }
        foreach (var former in left)
            if (successors.TryGetValue(former, out var other))
                Contest(former, other is null ? [] : [other.Id]);
    }

    /// <summary>True when the worker has a claim on another number's account, decided or not: no second account is made.</summary>
    public bool IsClaimant(Worker worker) => claimants.Contains(worker.Id);

    /// <summary>The number whose account the worker takes over today, or null.</summary>
    public EmployeeId? AdoptedBy(Worker worker) =>
        worker.FormerId is { } former && successors[former]?.Id == worker.Id && Serves(worker) ? former : null;

    /// <summary>True when the number's own record no longer decides about its account.</summary>
    public bool IsAdopted(EmployeeId former) =>
        successors.TryGetValue(former, out var successor) && (successor is null || Serves(successor));

    /// <summary>True when somebody will take the account over.</summary>
    public bool IsAwaited(EmployeeId former) => successors.ContainsKey(former);

    /// <summary>
    /// True when the worker who continues a number does so with the other's own or with the one that the other continues too.
    /// </summary>
    internal static bool Concerns(Worker continuing, Worker? other) =>
        other is not null && (continuing.FormerId == other.Id || (other.FormerId is { } former && continuing.FormerId == former));

    private bool Claims(Worker worker, DirectorySnapshot snapshot, out EmployeeId former, out Worker? predecessor)
    {
        former = worker.FormerId.GetValueOrDefault();
        predecessor = null;
        if (worker.FormerId is null || snapshot.IndexOf(worker.Id) >= 0 || snapshot.IndexOf(former) < 0)
            return false;
        predecessor = desired.Facts.Roster.Find(former);
        return predecessor is null || predecessor.Home == worker.Home;
    }

    private void Contest(EmployeeId former, params EmployeeId[] rivals)
    {
        successors[former] = null;
        foreach (var rival in rivals)
            if (only is null || rival == only)
                findings.Add(new Finding(FindingKind.ContestedWorker, rival, Detail: former.Value));
    }

    private Standing Of(Worker worker) => Standing.Of(worker, desired.On, desired.Policy.Timing);

    private bool HasLeft(Worker worker) => Of(worker) is Standing.Ended { Returns: false };

    private bool Serves(Worker worker, bool orWill = false) =>
        Of(worker) switch
        {
            Standing.OnDuty or Standing.OnLeave => true,
            Standing.Preparing or Standing.Ended { Returns: true } => orWill,
            Standing.Upcoming upcoming => orWill && upcoming.From != DateOnly.MaxValue,
            _ => false,
        };
}

using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Personnel;

/// <summary>All workers whom the present sources know, each with the postings that every present source tells.</summary>
public sealed class Roster
{
    private Roster(
        IReadOnlyList<Worker> workers,
        IReadOnlyList<Worker> heldBack,
        ILookup<EmployeeId, SourceId> unlistedGuests,
        IReadOnlySet<SourceId> missing,
        IReadOnlyList<Finding> findings,
        string digest
    ) =>
        (Workers, HeldBack, UnlistedGuests, MissingSources, Findings, Digest) = (
            workers,
            heldBack,
            unlistedGuests,
            missing,
            findings,
            digest
        );

    /// <summary>Workers by employee id.</summary>
    public IReadOnlyList<Worker> Workers { get; }

    /// <summary>
    /// Workers about whom nothing is decided: two sources claim them, their source is missing, or it no longer lists them. By employee id;
    /// one per claim.
    /// </summary>
    public IReadOnlyList<Worker> HeldBack { get; }

    /// <summary>Sources that named a worker as a guest before and no longer name the worker at all.</summary>
    public ILookup<EmployeeId, SourceId> UnlistedGuests { get; }

    /// <summary>The day that each whole source speaks of.</summary>
    public IReadOnlyDictionary<SourceId, DateOnly> AsOf { get; private init; } = new Dictionary<SourceId, DateOnly>();

    /// <summary>Expected sources whose facts are not there, or not whole.</summary>
    public IReadOnlySet<SourceId> MissingSources { get; }

    /// <summary>Contradictions between sources.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>SHA-256 over the snapshots it was made from.</summary>
    public string Digest { get; }

    /// <summary>Finds a worker by binary search.</summary>
    /// <param name="id">The employee id.</param>
    public Worker? Find(EmployeeId id)
    {
        int low = 0,
            high = Workers.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Workers[middle].Id.CompareTo(id);
            if (order == 0)
                return Workers[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }

    /// <summary>Merges the snapshots of the present sources.</summary>
    /// <param name="snapshots">At most one per source, in any order.</param>
    /// <param name="policy">Names the expected sources and whose each org unit is.</param>
    /// <param name="lastKnown">What missing sources told before: used only to hold back workers whom one of them claimed too.</param>
    public static Roster Of(IEnumerable<HrSnapshot> snapshots, GovernancePolicy policy, IEnumerable<HrSnapshot>? lastKnown = null)
    {
        var present = snapshots.OrderBy(s => s.Source).ToArray();
        for (var i = 1; i < present.Length; i++)
            if (present[i].Source == present[i - 1].Source)
                throw new ArgumentException($"Source '{present[i].Source}' speaks twice.", nameof(snapshots));
        var findings = new List<Finding>();
        var missing = policy.Sources.Select(s => s.Id).Except(present.Where(s => s.IsWhole).Select(s => s.Source)).ToHashSet();
        findings.AddRange(missing.Select(source => new Finding(FindingKind.MissingSource, Detail: source.Value)));

        var workers = new Worker[present.Sum(s => s.Workers.Count)];
        var used = 0;
        foreach (var snapshot in present)
            foreach (var worker in snapshot.Workers)
                workers[used++] = worker;
        EmployeeOrder.Sort(
            workers,
            w => w.Id.Value,
            (a, b) => a.Id.CompareTo(b.Id) is var order && order != 0 ? order : a.Home.CompareTo(b.Home)
        );
        var absent = (lastKnown ?? []).Where(s => missing.Contains(s.Source)).OrderBy(s => s.Source).ToArray();
        var silent = absent.SelectMany(s => s.Workers.Concat(s.Unlisted)).Concat(present.SelectMany(s => s.Unlisted)).ToArray();
        var claims = silent.ToLookup(w => w.Id);
        var settled = new HashSet<EmployeeId>();
        var heldBack = new List<Worker>();
        var day = present.Length == 0 ? default : present.Max(s => s.AsOf);
        var distinct = 0;
        for (var i = 0; i < workers.Length; i++)
        {
            var (first, id) = (i, workers[i].Id);
            while (i + 1 < workers.Length && workers[i + 1].Id == id)
                i++;
            if (i == first && !claims.Contains(id))
            {
                workers[distinct++] = workers[i];
                continue;
            }
            var contested = workers[first..(i + 1)];
            if (Claims.Settled(contested, claims[id], day) is { } one)
            {
                settled.Add(id);
                workers[distinct++] = one;
            }
            else
            {
                heldBack.AddRange(contested);
                var sources = contested.Concat(claims[id]).Select(w => w.Home.Value).Distinct().Order(StringComparer.Ordinal);
                findings.Add(new Finding(FindingKind.ContestedWorker, id, Detail: string.Join(", ", sources)));
            }
        }
        heldBack.AddRange(silent.Where(w => !settled.Contains(w.Id)));
        Array.Resize(ref workers, distinct);
        AddGuests(workers, present, policy.OrgChart, findings);
        foreach (var snapshot in present)
        {
            findings.AddRange(snapshot.Reused.Select(id => new Finding(FindingKind.ReusedNumber, id, Detail: snapshot.Source.Value)));
            findings.AddRange(
                snapshot
                    .Unlisted.Select(w => w.Id)
                    .Concat(snapshot.UnlistedGuests.Select(g => g.Worker))
                    .Distinct()
                    .Select(id => new Finding(FindingKind.VanishedWorker, id, Detail: snapshot.Source.Value))
            );
        }
        findings.Sort();

        using var hash = new CanonicalHash();
        foreach (var snapshot in present)
            hash.Add(snapshot.Source.Value).Add(snapshot.Digest);
        foreach (var source in missing.Order())
            hash.Add(source.Value);
        foreach (var snapshot in absent)
            hash.Add(snapshot.Digest);
        var unlistedGuests = present
            .SelectMany(s => s.UnlistedGuests.Select(g => (g.Worker, s.Source)))
            .ToLookup(g => g.Worker, g => g.Source);
        return new Roster(workers, [.. heldBack.OrderBy(w => w.Id).ThenBy(w => w.Home)], unlistedGuests, missing, findings, hash.ToHex())
        {
            AsOf = present.Where(s => s.IsWhole).ToDictionary(s => s.Source, s => s.AsOf),
        };
    }

    private static void AddGuests(Worker[] workers, HrSnapshot[] present, OrgChart chart, List<Finding> findings)
    {
        var guests = new Dictionary<EmployeeId, List<Posting>>();
        foreach (var snapshot in present)
            foreach (var guest in snapshot.GuestPostings)
                if (chart.Find(guest.Posting.Org) is { } unit && unit.Source != snapshot.Source)
                    findings.Add(
                        new Finding(FindingKind.GuestOutsideSource, guest.Worker, Detail: $"{snapshot.Source}: " + $"{guest.Posting.Org}")
                    );
                else if (guests.TryGetValue(guest.Worker, out var postings))
                    postings.Add(guest.Posting);
                else
                    guests.Add(guest.Worker, [guest.Posting]);
        if (guests.Count == 0)
            return;
        for (var i = 0; i < workers.Length; i++)
            if (guests.Remove(workers[i].Id, out var postings))
                workers[i] = (workers[i] with { Postings = [.. workers[i].Postings, .. postings] }).Canonical();
        foreach (var (worker, postings) in guests)
            findings.Add(new Finding(FindingKind.UnknownGuest, worker, Detail: postings[0].Source.Value));
    }
}

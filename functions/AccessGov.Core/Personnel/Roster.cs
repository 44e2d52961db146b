using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Personnel;

/// <summary>All workers whom the present sources know, each with the postings that every present source tells.</summary>
public sealed partial class Roster
{
    // Whose word it was made from: with other sources, or of another day, it is another roster.
    private readonly IReadOnlyList<(SourceId Source, DateOnly AsOf, bool IsWhole)> sources;

    private Roster(PeopleList people, IReadOnlyList<HrSnapshot> sources, string digest) =>
        (People, Digest, this.sources) = (people, digest, [.. sources.Select(s => (s.Source, s.AsOf, s.IsWhole))]);

    /// <summary>Workers by employee id.</summary>
    public IReadOnlyList<Worker> Workers => People;

    /// <summary>The same, as what is changed shares it.</summary>
    internal PeopleList People { get; }

    /// <summary>
    /// Workers about whom nothing is decided: two sources claim them, their source is missing, or it no longer lists them. By employee id;
    /// one per claim.
    /// </summary>
    public IReadOnlyList<Worker> HeldBack { get; private init; } = [];

    /// <summary>Sources that named a worker as a guest before and no longer name the worker at all.</summary>
    public ILookup<EmployeeId, SourceId> UnlistedGuests { get; private init; } = NoGuests;

    /// <summary>The day that each whole source speaks of.</summary>
    public IReadOnlyDictionary<SourceId, DateOnly> AsOf { get; private init; } = new Dictionary<SourceId, DateOnly>();

    /// <summary>Expected sources whose facts are not there, or not whole.</summary>
    public IReadOnlySet<SourceId> MissingSources { get; private init; } = new HashSet<SourceId>();

    /// <summary>Contradictions between sources.</summary>
    public IReadOnlyList<Finding> Findings { get; private init; } = [];

    /// <summary>SHA-256 over the snapshots it was made from.</summary>
    public string Digest { get; }

    /// <summary>Finds a worker by binary search.</summary>
    /// <param name="id">The employee id.</param>
    public Worker? Find(EmployeeId id) => People.Find(id);

    /// <summary>True when somebody's claim to the number is held back.</summary>
    /// <param name="id">The number.</param>
    public bool IsHeldBack(EmployeeId id) => PeopleList.PlaceOf(HeldBack, id, w => w.Id) >= 0;

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
                findings.Add(Contest(id, contested.Concat(claims[id])));
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
                    .Select(snapshot.FindingOfUnlisted)
            );
        }
        findings.Sort();
        return new Roster(new PeopleList(workers), present, DigestOf(present, missing, absent))
        {
            HeldBack = [.. heldBack.OrderBy(w => w.Id).ThenBy(w => w.Home)],
            UnlistedGuests = GuestsUnlistedBy(present),
            MissingSources = missing,
            Findings = findings,
            AsOf = present.Where(s => s.IsWhole).ToDictionary(s => s.Source, s => s.AsOf),
            MayBeRestated = absent.Length == 0,
        };
    }

    private static Finding Contest(EmployeeId id, IEnumerable<Worker> claims)
    {
        var homes = claims.Select(w => w.Home.Value).Distinct().Order(StringComparer.Ordinal);
        return new Finding(FindingKind.ContestedWorker, id, Detail: string.Join(", ", homes));
    }

    private static ILookup<EmployeeId, SourceId> GuestsUnlistedBy(IEnumerable<HrSnapshot> present) =>
        present.SelectMany(s => s.UnlistedGuests.Select(g => (g.Worker, s.Source))).ToLookup(g => g.Worker, g => g.Source);

    private static string DigestOf(IEnumerable<HrSnapshot> present, IReadOnlySet<SourceId> missing, IEnumerable<HrSnapshot> absent)
    {
        using var hash = new CanonicalHash();
        foreach (var snapshot in present)
            hash.Add(snapshot.Source.Value).Add(snapshot.Digest);
        foreach (var source in missing.Order())
            hash.Add(source.Value);
        foreach (var snapshot in absent)
            hash.Add(snapshot.Digest);
        return hash.ToHex();
    }

    private static void AddGuests(Worker[] workers, HrSnapshot[] present, OrgChart chart, List<Finding> findings)
    {
        var guests = new Dictionary<EmployeeId, List<Posting>>();
        foreach (var snapshot in present)
            foreach (var guest in snapshot.GuestPostings)
                if (IsOutside(guest, snapshot, chart) is { } outside)
                    findings.Add(outside);
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

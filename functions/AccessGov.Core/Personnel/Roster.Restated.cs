using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Personnel;

/// <content>
/// What sources say of single persons after a roster was made. Premise (law 2): what becomes of a person follows from what the sources say
/// of that person, and from who speaks of which day. Consequence: only the persons spoken of are looked at, and the rest is shared.
/// </content>
public sealed partial class Roster
{
    private static readonly ILookup<EmployeeId, SourceId> NoGuests = Array
        .Empty<(EmployeeId Worker, SourceId Source)>()
        .ToLookup(g => g.Worker, g => g.Source);

    // Whoever asks less often than that looks at everybody.
    private const int MostFormers = 16;

    private bool MayBeRestated { get; init; }

    private FormerNumbers? continued;
    private FormerNumbers? continuedByHeldBack;

    // Shared by every roster with the same findings.
    private HashSet<EmployeeId>? ofFindings;

    /// <summary>Which numbers decided workers continue.</summary>
    internal FormerNumbers Continued => continued ??= new FormerNumbers(Workers);

    /// <summary>Which numbers those continue about whom nothing is decided.</summary>
    internal FormerNumbers ContinuedByHeldBack => continuedByHeldBack ??= new FormerNumbers(HeldBack);

    // Stands for this roster without keeping it.
    private readonly object mark = new();

    /// <summary>The rosters that it came from, the last first, and who is different from each.</summary>
    private IReadOnlyList<(object Mark, IReadOnlyList<EmployeeId> Changed)> Formers { get; init; } = [];

    /// <summary>Who is different from another roster; null where that may be anybody.</summary>
    /// <param name="other">The other one.</param>
    internal IReadOnlyList<EmployeeId>? ChangedSince(Roster other)
    {
        if (ReferenceEquals(other, this))
            return [];
        foreach (var (former, changed) in Formers)
            if (ReferenceEquals(former, other.mark))
                return changed;
        return null;
    }

    /// <summary>The roster after some people were spoken of.</summary>
    /// <param name="snapshots">What every source says now.</param>
    /// <param name="people">Of whom any of them says something else than before.</param>
    /// <param name="policy">The policy that this one was made with.</param>
    /// <returns>Null where more than these people is different: make it of everybody.</returns>
    public Roster? Restated(IEnumerable<HrSnapshot> snapshots, IEnumerable<EmployeeId> people, GovernancePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var present = snapshots.OrderBy(s => s.Source).ToArray();
        if (!MayBeRestated || !sources.SequenceEqual(present.Select(s => (s.Source, s.AsOf, s.IsWhole))))
            return null;
        EmployeeId[] ids = [.. people.Distinct().Order()];
        var day = present.Length == 0 ? default : present.Max(s => s.AsOf);
        var told = ids.Select(id => ToldOf(present, id, policy.OrgChart, day)).ToArray();
        var (former, undecided) = (Continued, continuedByHeldBack);
        foreach (var (id, one) in ids.Zip(told))
            former = former.With(id, Find(id)?.FormerId, one.Worker?.FormerId);
        var heldBack = HeldBack;
        if (Array.Exists(ids, IsHeldBack) || Array.Exists(told, t => t.HeldBack.Count > 0))
        {
            var others = ids.ToHashSet();
            heldBack =
            [
                .. HeldBack
                    .Where(w => !others.Contains(w.Id))
                    .Concat(told.SelectMany(t => t.HeldBack))
                    .OrderBy(w => w.Id)
                    .ThenBy(w => w.Home),
            ];
            undecided = null;
        }
        var findings = FindingsWith(ids, [.. told.SelectMany(t => t.Findings)]);
        return new Roster(People.With([.. ids.Zip(told, (id, t) => (id, t.Worker))]), present, DigestOf(present, MissingSources, []))
        {
            HeldBack = heldBack,
            UnlistedGuests = UnlistedGuests.Count == 0 ? UnlistedGuests : GuestsUnlistedBy(present),
            MissingSources = MissingSources,
            Findings = findings,
            AsOf = AsOf,
            MayBeRestated = true,
            continued = former,
            continuedByHeldBack = undecided,
            ofFindings = ReferenceEquals(findings, Findings) ? ofFindings : null,
            Formers =
            [
                (mark, ids),
                .. Formers.Take(MostFormers - 1).Select(f => (f.Mark, (IReadOnlyList<EmployeeId>)[.. f.Changed.Union(ids)])),
            ],
        };
    }

    /// <summary>What comes of one person by what all present sources say.</summary>
    private readonly record struct Told(Worker? Worker, IReadOnlyList<Worker> HeldBack, IReadOnlyList<Finding> Findings);

    private static Told ToldOf(HrSnapshot[] present, EmployeeId id, OrgChart chart, DateOnly day)
    {
        var findings = new List<Finding>();
        Worker[] contested = [.. present.Select(s => s.Find(id)).OfType<Worker>()];
        Worker[] silent = [.. present.SelectMany(s => PeopleList.Of(s.Unlisted, id, w => w.Id))];
        var worker =
            contested.Length == 0 ? null
            : contested.Length == 1 && silent.Length == 0 ? contested[0]
            : Claims.Settled(contested, silent, day);
        IReadOnlyList<Worker> heldBack = worker is null ? [.. contested, .. silent] : [];
        if (worker is null && contested.Length > 0)
            findings.Add(Contest(id, [.. contested, .. silent]));
        var guests = new List<Posting>();
        foreach (var snapshot in present)
        {
            foreach (var guest in PeopleList.Of(snapshot.GuestPostings, id, g => g.Worker))
                if (IsOutside(guest, snapshot, chart) is { } outside)
                    findings.Add(outside);
                else
                    guests.Add(guest.Posting);
            if (
                PeopleList.PlaceOf(snapshot.Unlisted, id, w => w.Id) >= 0
                || PeopleList.PlaceOf(snapshot.UnlistedGuests, id, g => g.Worker) >= 0
            )
                findings.Add(snapshot.FindingOfUnlisted(id));
        }
        if (guests.Count > 0 && worker is null)
            findings.Add(new Finding(FindingKind.UnknownGuest, id, Detail: guests[0].Source.Value));
        else if (guests.Count > 0)
            worker = (worker! with { Postings = [.. worker.Postings, .. guests] }).Canonical();
        return new Told(worker, heldBack, findings);
    }

    private static Finding? IsOutside(GuestPosting guest, HrSnapshot snapshot, OrgChart chart) =>
        chart.Find(guest.Posting.Org) is { } unit && unit.Source != snapshot.Source
            ? new Finding(FindingKind.GuestOutsideSource, guest.Worker, Detail: $"{snapshot.Source}: {guest.Posting.Org}")
            : null;

    /// <summary>The findings with those of some people replaced; whose number was reused stays, whatever is stated.</summary>
    private IReadOnlyList<Finding> FindingsWith(EmployeeId[] people, Finding[] told)
    {
        ofFindings ??= [.. Findings.Where(f => f.Kind != FindingKind.ReusedNumber).Select(f => f.Worker).OfType<EmployeeId>()];
        if (told.Length == 0 && !Array.Exists(people, ofFindings.Contains))
            return Findings;
        var of = people.ToHashSet();
        return
        [
            .. Findings
                .Where(f => f.Kind == FindingKind.ReusedNumber || f.Worker is not { } worker || !of.Contains(worker))
                .Concat(told)
                .Order(),
        ];
    }
}

using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>
/// Terms: a rule *matches* a posting; a match on the day (or within the zone's overlap) makes an entitlement *due*; a closed
/// gate or a separation rule *withholds* what is due. Premise: everything is decided from one worker's facts, so workers can be
/// taken one at a time. Consequence: no order of input, and no other worker, can change the result (law 2).
/// </summary>
internal sealed partial class EntitlementEvaluator
{
    private readonly GovernancePolicy policy;
    private readonly DateOnly on;
    private readonly RuleBook rules;
    private readonly GateBook gates;
    private readonly SharedRights shared;
    private readonly Facts facts;
    private readonly Roster roster;
    private readonly GrantBook grants;
    private readonly bool[] mayComeFromMissing;
    private readonly Dictionary<SourceId, bool[]> grantableBy;
    private readonly ILookup<EmployeeId, SourceId> unlistedGuests;
    private readonly int longestOverlap;
    private readonly Dictionary<EmployeeId, Hold> holds;
    private readonly ReviewRemovals removals;

    /// <param name="facts">What is known.</param>
    /// <param name="heirs">Whose keys are whose on the day.</param>
    /// <param name="policy">The city's policy.</param>
    /// <param name="on">The day.</param>
    /// <param name="former">Evaluates other facts by the same policy for the same day: what follows from what is the same is shared, and
    /// nothing else. Null for none.</param>
    public EntitlementEvaluator(Facts facts, KeyHeirs heirs, GovernancePolicy policy, DateOnly on, EntitlementEvaluator? former)
    {
        (this.facts, this.policy, this.on, roster) = (facts, policy, on, facts.Roster);
        rules = former?.rules ?? new RuleBook(policy);
        gates = new GateBook(facts, heirs, policy.Timing, on, former?.gates);
        var was = former?.facts;
        grants = ReferenceEquals(was?.Grants, facts.Grants) ? former!.grants : new GrantBook(facts.Grants);
        grantableBy = former?.grantableBy ?? policy.Sources.ToDictionary(s => s.Id, s => rules.GrantableBy(new HashSet<SourceId> { s.Id }));
        unlistedGuests = facts.Roster.UnlistedGuests;
        longestOverlap = Enum.GetValues<Zone>().Max(policy.Timing.OverlapOf);
        mayComeFromMissing =
            was is not null && was.Roster.MissingSources.SetEquals(facts.Roster.MissingSources)
                ? former!.mayComeFromMissing
                : rules.GrantableBy(facts.Roster.MissingSources);
        holds = ReferenceEquals(was?.Holds, facts.Holds) ? former!.holds : facts.Holds.ToDictionary(h => h.Worker);
        removals = ReferenceEquals(was?.Removals, facts.Removals) ? former!.removals : new ReviewRemovals(facts.Removals, policy, on);
        shared = former is not null && former.gates.Agrees(gates) ? former.shared : new SharedRights();
    }

    /// <summary>The hold that stands or stood against a number; null when there never was one.</summary>
    public Hold? HoldOf(EmployeeId id) => holds.GetValueOrDefault(id);

    /// <summary>What a review decided about a worker's right; null where none took it.</summary>
    public ReviewRemoval? RemovalOf(EmployeeId id, int entitlement) => removals.Of(id, entitlement);

    /// <summary>True when a source that is missing, or that named a unit nobody knows, might justify the entitlement.</summary>
    public bool MayBeJustified(WorkerDesire desire, int entitlement)
    {
        if (desire.IsUndecided || mayComeFromMissing[entitlement])
            return true;
        foreach (var source in desire.UndecidedSources)
            if (!grantableBy.TryGetValue(source, out var may) || may[entitlement])
                return true;
        return false;
    }

    /// <summary>True when the posting might give rights on the day, within an overlap at the latest, and nobody knows its unit.</summary>
    public bool IsUndecided(Posting posting) =>
        !posting.Days.StartsAfter(on)
        && (posting.Days.Until is not { } until || on.DayNumber - until.DayNumber <= longestOverlap)
        && policy.OrgChart.Find(posting.Org) is null;

    /// <summary>The closed gate that would withhold the entitlement from the worker if it were due, or null.</summary>
    public Gate? ClosedGate(WorkerDesire desire, int entitlement) =>
        desire.Standing is Standing.OnDuty { Term: var term }
        && gates.Check(desire.Worker.Id, gates.Of(desire.Worker.Id), term, policy.Entitlements[entitlement])
            is WithheldReason.GateClosed { Gate: var gate }
            ? gate
            : null;

    public WorkerDesire Evaluate(Worker worker)
    {
        var desire = EvaluateFree(worker);
        if (holds.Count == 0 || HoldOf(worker.Id) is not { LiftedOn: null } held)
            return desire;
        var reason = new WithheldReason.Held(held.Since);
        Withheld[] withheld = [.. desire.Withheld, .. desire.Memberships.Select(m => new Withheld(m, reason))];
        return desire with { Held = held, Memberships = [], Withheld = [.. withheld.OrderBy(w => w.Membership.Entitlement)] };
    }

    private WorkerDesire EvaluateFree(Worker worker)
    {
        var standing = Standing.Of(worker, on, policy.Timing);
        var day = standing switch
        {
            Standing.Preparing next => next.Term.Days.From,
            Standing.Ended { LastDay: { } lastDay } when lastDay < on => lastDay,
            _ => on,
        };
        var primary = PrimaryPosting(worker, day);
        var unit = primary is null ? null : policy.OrgChart.Find(primary.Org);
        var term = standing switch
        {
            Standing.OnDuty duty => duty.Term,
            Standing.OnLeave leave => leave.Term,
            Standing.Preparing begins => begins.Term,
            _ => null,
        };
        var attributes = term is null || unit is null ? null : AttributesOf(worker, term, primary!, unit);
        if (standing is not (Standing.OnDuty or Standing.OnLeave))
            return new WorkerDesire(worker, standing, attributes, [], [], primary?.Org, false, []);

        var undecided = false;
        IReadOnlyList<SourceId> undecidedSources = unlistedGuests.Count == 0 ? [] : [.. unlistedGuests[worker.Id]];
        for (var i = 0; i < worker.Postings.Count; i++)
        {
            var posting = worker.Postings[i];
            if (!IsUndecided(posting))
                continue;
            if (posting.Source == worker.Home)
                undecided = true;
            else
                undecidedSources = [.. undecidedSources, posting.Source];
        }
        var (given, withheld) =
            standing is Standing.OnLeave
                ? new Rights([], Due(worker, term!, []).ConvertAll(m => new Withheld(m, new WithheldReason.OnLeave())))
                : RightsOnDuty(worker, term!);
        return new WorkerDesire(worker, standing, attributes, given, withheld, primary?.Org, undecided, undecidedSources);
    }

    private Rights RightsOnDuty(Worker worker, Employment term)
    {
        var holdings = gates.Of(worker.Id);
        var isShared = grants.HasNone(worker.Id) && !gates.HasOverdueReview(worker.Id) && !removals.Has(worker.Id);
        var ground = new SharedRights.Ground(worker.Postings, term, holdings);
        if (isShared && shared.Find(ground) is { } known)
            return known;
        List<Withheld> withheld = [];
        var rights = PassGates(worker, term, holdings, Due(worker, term, withheld), withheld);
        if (isShared)
            shared.Keep(ground, rights);
        return rights;
    }

    public (Cause Cause, RuleId? Rule)? WhyItWas(WorkerDesire desire, int entitlement)
    {
        (Posting Posting, RuleId Rule)? latest = null;
        var postings =
            desire.Worker.FormerId is { } former && roster.Find(former) is { } before && before.Home == desire.Worker.Home
                ? desire.Worker.Postings.Concat(before.Postings)
                : desire.Worker.Postings;
        foreach (var posting in postings)
            if (posting.Days.EndedBefore(on) && (latest is null || posting.Days.Until > latest.Value.Posting.Days.Until))
                foreach (var rule in rules.At(posting.Org))
                    if (rule.MatchesPosting(posting) && rule.Entitlements.Contains(entitlement))
                        latest = (posting, rule.Rule.Id);
        if (latest is { } ended)
            return (new Cause.Moved(ended.Posting), ended.Rule);
        foreach (var grant in grants.Of(desire.Worker.Id))
            if (policy.Entitlements[entitlement].Id == grant.Entitlement && grant.Days.EndedBefore(on))
                return (new Cause.GrantExpired(grant), null);
        return null;
    }

    /// <summary>
    /// Where the worker mainly serves. A unit that nobody knows, told by another source than the worker's own, is passed over: were that
    /// source missing, the worker would have an account.
    /// </summary>
    private Posting? PrimaryPosting(Worker worker, DateOnly day)
    {
        Posting? first = null;
        for (var i = 0; i < worker.Postings.Count; i++)
        {
            var posting = worker.Postings[i];
            if (!posting.Days.Covers(day) || posting.Source != worker.Home && policy.OrgChart.Find(posting.Org) is null)
                continue;
            if (posting.Kind is PostingKind.Primary or PostingKind.Seconded or PostingKind.Dispatched)
                return posting;
            first ??= posting;
        }
        return first;
    }

    private static AccountAttributes AttributesOf(Worker worker, Employment term, Posting posting, OrgUnit unit) =>
        new(worker.DisplayName, unit.Name, posting.Post, EmploymentWords.Japanese(term.Kind), unit.Organ, unit.Code.Value);

    /// <summary>An overlap belongs to a mover: a posting that ended before the present term began gives none.</summary>
    private bool Overlaps(Posting posting, Employment term) =>
        posting.Days.EndedBefore(on) && posting.Days.Until!.Value.DayNumber >= term.Days.From.DayNumber - 1;

    // What reviews took of what is due goes to the last list.
    private List<DesiredMembership> Due(Worker worker, Employment term, List<Withheld> taken)
    {
        var due = new List<DesiredMembership>(8);
        for (var overlapping = 0; overlapping <= 1; overlapping++)
            foreach (var posting in worker.Postings)
            {
                if (overlapping == 0 ? !posting.Days.Covers(on) : !Overlaps(posting, term))
                    continue;
                foreach (var rule in rules.At(posting.Org))
                {
                    if (!rule.MatchesPosting(posting) || !rule.MatchesEmployment(term.Kind))
                        continue;
                    foreach (var entitlement in rule.Entitlements)
                    {
                        var until = posting.Days.Until;
                        if (overlapping == 1 && (until = until!.Value.AddDays(policy.Timing.OverlapOf(rules.Zones[entitlement]))) < on)
                            continue;
                        if (!Contains(due, entitlement))
                            Give(new DesiredMembership(entitlement, rule.Rule, posting, null, until));
                    }
                }
            }
        foreach (var grant in grants.Of(worker.Id))
            if (
                grant.Days.Covers(on)
                && rules.IndexOf(grant.Entitlement) is >= 0 and var entitlement
                && rules.Zones[entitlement] != Zone.Independent
            )
                Give(new DesiredMembership(entitlement, null, null, grant, grant.Days.Until));
        // What one duty no longer gives another may.
        taken.RemoveAll(t => Contains(due, t.Membership.Entitlement));
        due.Sort((a, b) => a.Entitlement.CompareTo(b.Entitlement));
        return due;

        void Give(DesiredMembership membership)
        {
            if (removals.Takes(worker.Id, membership) is not { } removal)
                AddLongest(due, membership);
            else if (!taken.Exists(t => t.Membership.Entitlement == membership.Entitlement))
                taken.Add(new Withheld(membership, new WithheldReason.Reviewed(removal)));
        }
    }

    // The list of what is withheld begins with what reviews took.
    private Rights PassGates(
        Worker worker,
        Employment term,
        GateBook.Holdings holdings,
        List<DesiredMembership> due,
        List<Withheld> withheld
    )
    {
        if (rules.Separations.Count > 0)
            Separate(worker.Id, due, withheld);
        due.RemoveAll(membership =>
        {
            var entitlement = policy.Entitlements[membership.Entitlement];
            if (entitlement.Gates.Count == 0 || gates.Check(worker.Id, holdings, term, entitlement) is not { } reason)
                return false;
            withheld.Add(new Withheld(membership, reason));
            return true;
        });
        withheld.Sort((a, b) => a.Membership.Entitlement.CompareTo(b.Membership.Entitlement));
        return new Rights(due, withheld);
    }

    /// <summary>
    /// Judged on what is due, whatever the gates, the reviews and the names of the rules: were a closed or unknown gate of the one right,
    /// or a review that nobody answered, to give the other, silence would grant (law 6).
    /// </summary>
    private void Separate(EmployeeId worker, List<DesiredMembership> due, List<Withheld> withheld)
    {
        foreach (var (rule, keeps, withholds) in rules.Separations)
            if (
                (Contains(due, keeps) || withheld.Exists(w => w.Membership.Entitlement == keeps && w.Reason is WithheldReason.Reviewed))
                && !grants.Frees(worker, rule, on)
            )
                foreach (var membership in due)
                    if (membership.Entitlement == withholds && !withheld.Exists(w => w.Membership.Entitlement == withholds))
                        withheld.Add(new Withheld(membership, new WithheldReason.Separated(rule.Id, rule.Keeps)));
        foreach (var separated in withheld)
            due.Remove(separated.Membership);
    }

    /// <summary>What gives a right longest says why somebody has it, and until when.</summary>
    private static void AddLongest(List<DesiredMembership> due, DesiredMembership membership)
    {
        var at = due.FindIndex(d => d.Entitlement == membership.Entitlement);
        if (at < 0)
            due.Add(membership);
        else if (due[at].Until < membership.Until)
            due[at] = membership;
    }

    private static bool Contains(List<DesiredMembership> due, int entitlement)
    {
        foreach (var membership in due)
            if (membership.Entitlement == entitlement)
                return true;
        return false;
    }
}

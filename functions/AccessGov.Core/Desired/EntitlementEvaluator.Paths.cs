using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <content>One right of one person looked at closely: for people to read, decided by nothing here.</content>
internal sealed partial class EntitlementEvaluator
{
    public IReadOnlyList<(SeparationRule Rule, int Keeps, int Withholds)> Separations => rules.Separations;

    /// <summary>
    /// Everything that gives a right on the day, where <see cref="Evaluate"/> names what gives it longest: each rule once for each posting,
    /// then each request and exception.
    /// </summary>
    public IEnumerable<DesiredMembership> PathsTo(WorkerDesire desire, int entitlement)
    {
        if (TermOf(desire.Standing) is not { } term || rules.Zones[entitlement] == Zone.Independent)
            yield break;
        foreach (var posting in desire.Worker.Postings)
        {
            var runs = posting.Days.Covers(on);
            if (!runs && !Overlaps(posting, term))
                continue;
            var until = runs ? posting.Days.Until : posting.Days.Until!.Value.AddDays(policy.Timing.OverlapOf(rules.Zones[entitlement]));
            if (until < on)
                continue;
            foreach (var rule in rules.At(posting.Org))
                if (rule.MatchesPosting(posting) && rule.MatchesEmployment(term.Kind) && rule.Entitlements.Contains(entitlement))
                    yield return new DesiredMembership(entitlement, rule.Rule, posting, null, until);
        }
        foreach (var grant in grants.Of(desire.Worker.Id))
            if (grant.Days.Covers(on) && rules.IndexOf(grant.Entitlement) == entitlement)
                yield return new DesiredMembership(entitlement, null, null, grant, grant.Days.Until);
    }

    /// <summary>Every gate of a right that is closed or cannot be judged, by gate.</summary>
    public IReadOnlyList<WithheldReason> GatesShut(WorkerDesire desire, int entitlement) =>
        TermOf(desire.Standing) is { } term
            ? gates.AllShut(desire.Worker.Id, gates.Of(desire.Worker.Id), term, policy.Entitlements[entitlement])
            : [];

    /// <summary>The exception that lets a person hold both rights of a rule on the day; null for none.</summary>
    public Grant? ExceptionTo(EmployeeId worker, SeparationRule rule) => grants.Freeing(worker, rule, on);

    private static Employment? TermOf(Standing standing) =>
        standing switch
        {
            Standing.OnDuty duty => duty.Term,
            Standing.OnLeave leave => leave.Term,
            _ => null,
        };

    /// <summary>Sources that told nothing and whose units might give the right; none for who is not on duty or has it withheld.</summary>
    public IReadOnlyList<SourceId> MissingThatMayGive(WorkerDesire desire, int entitlement) =>
        desire.Standing is Standing.OnDuty && !desire.Withheld.Any(w => w.Membership.Entitlement == entitlement)
            ? [.. roster.MissingSources.Where(s => grantableBy.TryGetValue(s, out var may) && may[entitlement]).Order()]
            : [];
}

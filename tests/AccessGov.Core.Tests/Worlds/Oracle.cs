using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>Who is due what, told a second time: slowly, from the words of the policy, without indexes.</summary>
internal sealed class Oracle(World world)
{
    private readonly GovernancePolicy policy = world.Policy;

    public bool IsDue(Worker worker, Entitlement right) =>
        right.Zone != Zone.Independent
        && (
            world.Grants.Any(g => g.Worker == worker.Id && g.Entitlement == right.Id && g.Days.Covers(world.On))
            || policy.BirthrightRules.Any(r =>
                r.Grants.Contains(right.Id) && worker.Postings.Any(p => Matches(worker, r.Scope, p, right.Zone))
            )
        );

    /// <summary>Null when the facts behind the gate are missing.</summary>
    public bool? IsOpen(Worker worker, Entitlement right, Gate gate) =>
        gate switch
        {
            Gate.MfaKey => Any(world.Gates.Keys, k => k.Worker == worker.Id && k.Days.Covers(world.On)),
            Gate.Training => Any(
                world.Gates.Trainings,
                t =>
                    t.Worker == worker.Id
                    && t.CompletedOn <= world.On
                    && world.On.DayNumber - t.CompletedOn.DayNumber <= policy.Timing.TrainingValidDays
            ),
            Gate.Review => !Any(world.Gates.Reviews, r => r.Worker == worker.Id && r.Entitlement == right.Id && r.Since <= world.On),
            Gate.Contract when Term(worker).Kind != EmploymentKind.Contractor => true,
            Gate.Contract => Any(world.Gates.Contracts, c => c.Worker == worker.Id && c.Days.Covers(world.On)),
            Gate.EntraKey => world.Gates.EntraKeys?.SingleOrDefault(k => k.Worker == worker.Id)?.Has,
            _ => throw new InvalidOperationException($"{gate}"),
        };

    /// <summary>True when somebody else claims the number, or it claims somebody else's.</summary>
    public bool IsContested(EmployeeId id) =>
        world
            .Sources.Concat(world.LastKnown)
            .SelectMany(s => s.Workers)
            .Any(w => w.FormerId == id || (w.Id == id && w.FormerId is not null));

    private bool Matches(Worker worker, RuleScope scope, Posting posting, Zone zone)
    {
        var end = posting.Days.Until?.DayNumber;
        var since = Term(worker).Days.From.DayNumber;
        var overlaps =
            end is { } last
            && last >= since - 1
            && zone != Zone.MyNumber
            && last < world.On.DayNumber
            && world.On.DayNumber <= last + policy.Timing.OverlapDays[zone];
        return (posting.Days.Covers(world.On) || overlaps)
            && policy.OrgChart.Find(posting.Org) is not null
            && (scope.Orgs.Count == 0 || scope.Orgs.Any(top => policy.OrgChart.IsWithin(posting.Org, top)))
            && (scope.Employments.Count == 0 || scope.Employments.Contains(Term(worker).Kind))
            && (
                scope.Postings.Count == 0
                    ? posting.Kind is not (PostingKind.Seconded or PostingKind.Dispatched)
                    : scope.Postings.Contains(posting.Kind)
            )
            && (scope.Posts.Count == 0 || scope.Posts.Contains(posting.Post));
    }

    private Employment Term(Worker worker) => worker.Employments.First(e => !e.EndsAtOnce && e.Days.Covers(world.On));

    private static bool? Any<T>(Known<IReadOnlyList<T>> family, Func<T, bool> holds) =>
        family is Known<IReadOnlyList<T>>.Whole whole ? whole.Facts.Any(holds) : null;
}

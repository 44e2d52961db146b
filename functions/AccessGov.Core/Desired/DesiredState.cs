using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>
/// Accounts and memberships that should exist on a date. Evaluated worker by worker in key order and never held whole,
/// so that a million people cost no more memory than one.
/// </summary>
public sealed class DesiredState
{
    private readonly EntitlementEvaluator evaluator;

    // What plans for one worker after another would each take from everybody's facts again.
    private readonly Lazy<FactsDigest> digest;
    private readonly Lazy<Worker[]> continuing;
    private readonly Lazy<Worker[]> heldBackContinuing;
    private readonly Lazy<Dictionary<EmployeeId, ChosenAccount>> chosen;
    private readonly Lazy<UnitHeads> heads;
    private readonly Lazy<NamedPeople> named;

    /// <param name="facts">What is known.</param>
    /// <param name="policy">The city's policy.</param>
    /// <param name="on">The day.</param>
    /// <param name="former">By the same policy for the same day, from other facts: what follows from facts that are the same is shared.
    /// Null for none. Kept is what was taken from it, not itself.</param>
    internal DesiredState(Facts facts, GovernancePolicy policy, DateOnly on, DesiredState? former)
    {
        (Facts, Policy, On) = (facts, policy, on);
        KeyHeirs = former?.KeyHeirs.After(facts.Roster, on, former.Facts.Roster) ?? KeyHeirs.On(facts.Roster, on);
        evaluator = new EntitlementEvaluator(facts, KeyHeirs, policy, on, former?.evaluator);
        var known = ValueOf(former?.digest);
        digest = new(() => new FactsDigest(facts, known));
        continuing = new(() => WorkersOf(facts.Roster.Continued));
        heldBackContinuing = new(() => [.. facts.Roster.HeldBack.Where(w => w.FormerId is not null)]);
        chosen = new(() => facts.Chosen.ToDictionary(c => c.Worker));
        var changed =
            former is null || !ReferenceEquals(former.Facts.Holds, facts.Holds) ? null : facts.Roster.ChangedSince(former.Facts.Roster);
        var (formerHeads, formerNamed) = (ValueOf(former?.heads), ValueOf(former?.named));
        heads = new(() => formerHeads?.After(this, changed) ?? new UnitHeads(this));
        named = new(() => formerNamed?.After(facts.Roster, changed) ?? new NamedPeople(policy.Approvals, facts.Roster, on));
    }

    private static T? ValueOf<T>(Lazy<T>? lazy)
        where T : class => lazy is { IsValueCreated: true } ? lazy.Value : null;

    private Worker[] WorkersOf(FormerNumbers numbers) =>
        [.. numbers.All.SelectMany(n => numbers.Of(n)).Select(Facts.Roster.Find).OfType<Worker>().OrderBy(w => w.Id)];

    /// <summary>The facts it follows from.</summary>
    public Facts Facts { get; }

    /// <summary>The policy it follows from.</summary>
    public GovernancePolicy Policy { get; }

    /// <summary>The day for which this should be, in the policy's time zone.</summary>
    public DateOnly On { get; }

    /// <summary>All workers by employee id.</summary>
    public IEnumerable<WorkerDesire> Workers
    {
        get
        {
            foreach (var worker in Facts.Roster.Workers)
                yield return evaluator.Evaluate(worker);
        }
    }

    /// <summary>What one worker should have.</summary>
    /// <param name="worker">The worker.</param>
    public WorkerDesire Of(Worker worker) => evaluator.Evaluate(worker);

    /// <summary>Whose keys are whose after 職員番号 changed.</summary>
    public KeyHeirs KeyHeirs { get; }

    /// <summary>所属長 of the day.</summary>
    public UnitHeads Heads => heads.Value;

    /// <summary>SHA-256 over everything that is known of people, keys and trainings; a plan names it.</summary>
    public string FactsDigest => digest.Value.Root;

    /// <summary>Whom the policy names under <c>approvals</c> on the day: nothing is taken from them unseen.</summary>
    public IReadOnlySet<EmployeeId> Named => named.Value.All;

    /// <summary>Workers whose number continues a former one.</summary>
    internal IReadOnlyList<Worker> Continuing => continuing.Value;

    /// <summary>Those of them about whom nothing is decided.</summary>
    internal IReadOnlyList<Worker> HeldBackContinuing => heldBackContinuing.Value;

    /// <summary>True when nothing is decided about the number.</summary>
    internal bool IsHeldBack(EmployeeId id) => Facts.Roster.IsHeldBack(id);

    /// <summary>The hold that stands or stood against a number; null when there never was one.</summary>
    internal Hold? HoldOf(EmployeeId id) => evaluator.HoldOf(id);

    /// <summary>What a review decided about a worker's right, by entitlement index; null where none took it.</summary>
    internal ReviewRemoval? RemovalOf(EmployeeId id, int entitlement) => evaluator.RemovalOf(id, entitlement);

    /// <summary>The account that somebody chose for a worker; null when nobody did.</summary>
    internal ChosenAccount? ChosenFor(EmployeeId id) => chosen.Value.GetValueOrDefault(id);

    /// <summary>True when somebody's record, decided or not, says that it continues the number.</summary>
    internal bool IsContinued(EmployeeId id) => Facts.Roster.Continued.Contains(id) || Facts.Roster.ContinuedByHeldBack.Contains(id);

    /// <summary>Decided workers whose number continues one of these, by their number.</summary>
    internal IEnumerable<Worker> ContinuingOf(params ReadOnlySpan<EmployeeId?> formers)
    {
        var numbers = new SortedSet<EmployeeId>();
        foreach (var former in formers)
            numbers.UnionWith(Facts.Roster.Continued.Of(former));
        return numbers.Select(Facts.Roster.Find).OfType<Worker>();
    }

    /// <summary>Separation rules with their entitlements as indexes.</summary>
    internal IReadOnlyList<(SeparationRule Rule, int Keeps, int Withholds)> Separations => evaluator.Separations;

    /// <summary>
    /// True when a fact that is not known might justify the entitlement, so that it must not be taken from a worker on duty.
    /// </summary>
    internal bool MayBeJustified(WorkerDesire desire, int entitlement) => evaluator.MayBeJustified(desire, entitlement);

    /// <summary>Sources that told nothing and whose units might give a right that nothing else gives, by source.</summary>
    internal IReadOnlyList<SourceId> MissingThatMayGive(WorkerDesire desire, int entitlement) =>
        evaluator.MissingThatMayGive(desire, entitlement);

    /// <summary>Units that the policy does not know and that leave the worker undecided, one for each such posting.</summary>
    /// <param name="worker">Who.</param>
    public IEnumerable<OrgCode> UndecidedUnits(Worker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return worker.Postings.Where(evaluator.IsUndecided).Select(p => p.Org);
    }

    /// <summary>The closed gate that would withhold the entitlement from the worker if it were due, or null.</summary>
    internal Gate? ClosedGate(WorkerDesire desire, int entitlement) => evaluator.ClosedGate(desire, entitlement);

    /// <summary>Everything that gives a right on the day: each rule once for each posting, each request, each exception.</summary>
    internal IEnumerable<DesiredMembership> PathsTo(WorkerDesire desire, int entitlement) => evaluator.PathsTo(desire, entitlement);

    /// <summary>Every gate of a right that is closed or cannot be judged, by gate.</summary>
    internal IReadOnlyList<WithheldReason> GatesShut(WorkerDesire desire, int entitlement) => evaluator.GatesShut(desire, entitlement);

    /// <summary>The exception that lets a person hold both rights of a rule; null for none.</summary>
    internal Grant? ExceptionTo(EmployeeId worker, SeparationRule rule) => evaluator.ExceptionTo(worker, rule);

    /// <summary>The ended posting or expired grant that explains why somebody still has a right, or null.</summary>
    internal (Cause Cause, RuleId? Rule)? WhyItWas(WorkerDesire desire, int entitlement) => evaluator.WhyItWas(desire, entitlement);
}

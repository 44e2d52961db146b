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
    private readonly Lazy<string> factsDigest;
    private readonly Lazy<Worker[]> continuing;
    private readonly Lazy<Worker[]> heldBackContinuing;
    private readonly Lazy<HashSet<EmployeeId>> heldBack;
    private readonly Lazy<Dictionary<EmployeeId, ChosenAccount>> chosen;
    private readonly Lazy<KeyHeirs> keyHeirs;
    private readonly Lazy<UnitHeads> heads;

    internal DesiredState(Facts facts, GovernancePolicy policy, DateOnly on)
    {
        (Facts, Policy, On, evaluator) = (facts, policy, on, new EntitlementEvaluator(facts, policy, on));
        factsDigest = new(facts.Digest);
        continuing = new(() => [.. facts.Roster.Workers.Where(w => w.FormerId is not null)]);
        heldBackContinuing = new(() => [.. facts.Roster.HeldBack.Where(w => w.FormerId is not null)]);
        heldBack = new(() => [.. facts.Roster.HeldBack.Select(w => w.Id)]);
        keyHeirs = new(() => KeyHeirs.On(facts.Roster, on));
        heads = new(() => new UnitHeads(this));
        chosen = new(() => facts.Chosen.ToDictionary(c => c.Worker));
    }

    /// <summary>Of facts that differ in what reviews took and in nothing else: who heads what is not looked up again.</summary>
    internal DesiredState(Facts facts, DesiredState former)
    {
        (Facts, Policy, On, evaluator) = (facts, former.Policy, former.On, former.evaluator.With(facts.Removals));
        factsDigest = new(facts.Digest);
        (continuing, heldBackContinuing, heldBack) = (former.continuing, former.heldBackContinuing, former.heldBack);
        (keyHeirs, heads, chosen) = (former.keyHeirs, former.heads, former.chosen);
    }

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
    public KeyHeirs KeyHeirs => keyHeirs.Value;

    /// <summary>所属長 of the day.</summary>
    public UnitHeads Heads => heads.Value;

    /// <summary>SHA-256 over everything that is known of people, keys and trainings; a plan names it.</summary>
    public string FactsDigest => factsDigest.Value;

    /// <summary>Workers whose number continues a former one.</summary>
    internal IReadOnlyList<Worker> Continuing => continuing.Value;

    /// <summary>Those of them about whom nothing is decided.</summary>
    internal IReadOnlyList<Worker> HeldBackContinuing => heldBackContinuing.Value;

    /// <summary>True when nothing is decided about the number.</summary>
    internal bool IsHeldBack(EmployeeId id) => heldBack.Value.Contains(id);

    /// <summary>The hold that stands or stood against a number; null when there never was one.</summary>
    internal Hold? HoldOf(EmployeeId id) => evaluator.HoldOf(id);

    /// <summary>What a review decided about a worker's right, by entitlement index; null where none took it.</summary>
    internal ReviewRemoval? RemovalOf(EmployeeId id, int entitlement) => evaluator.RemovalOf(id, entitlement);

    /// <summary>The account that somebody chose for a worker; null when nobody did.</summary>
    internal ChosenAccount? ChosenFor(EmployeeId id) => chosen.Value.GetValueOrDefault(id);

    /// <summary>True when somebody's record, decided or not, says that it continues the number.</summary>
    internal bool IsContinued(EmployeeId id) => Continuing.Any(w => w.FormerId == id) || HeldBackContinuing.Any(w => w.FormerId == id);

    /// <summary>Separation rules with their entitlements as indexes.</summary>
    internal IReadOnlyList<(SeparationRule Rule, int Keeps, int Withholds)> Separations => evaluator.Separations;

    /// <summary>
    /// True when a fact that is not known might justify the entitlement, so that it must not be taken from a worker on duty.
    /// </summary>
    internal bool MayBeJustified(WorkerDesire desire, int entitlement) => evaluator.MayBeJustified(desire, entitlement);

    /// <summary>True when the posting might give rights on the day and nobody knows its unit.</summary>
    internal bool IsUndecided(Posting posting) => evaluator.IsUndecided(posting);

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

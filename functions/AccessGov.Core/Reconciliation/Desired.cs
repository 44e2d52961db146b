using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reconciliation;

/// <summary>
/// Accounts and memberships that should exist on a date. Evaluated worker by worker in key order and never held whole,
/// so that a million people cost no more memory than one.
/// </summary>
public sealed class Desired
{
    private readonly EntitlementEvaluator evaluator;

    internal Desired(Facts facts, GovernancePolicy policy, DateOnly on) =>
        (Facts, Policy, On, evaluator) = (facts, policy, on, new EntitlementEvaluator(facts, policy, on));

    /// <summary>The facts it follows from.</summary>
    public Facts Facts { get; }

    /// <summary>The policy it follows from.</summary>
    public GovernancePolicy Policy { get; }

    /// <summary>The day.</summary>
    public DateOnly On { get; }

    /// <summary>All workers by employee id.</summary>
    public IEnumerable<WorkerDesire> Workers
    {
        get
        {
            foreach (var worker in Facts.Roster.Workers) yield return evaluator.Evaluate(worker);
        }
    }

    /// <summary>What one worker should have.</summary>
    public WorkerDesire Of(Worker worker) => evaluator.Evaluate(worker);

    /// <summary>Separation rules with their entitlements as indexes.</summary>
    internal IReadOnlyList<(SeparationRule Rule, int Keeps, int Withholds)> Separations => evaluator.Separations;

    /// <summary>True when a fact that is not known might justify the entitlement, so that it must not be taken from a worker on duty.</summary>
    internal bool MayBeJustified(WorkerDesire desire, int entitlement) => evaluator.MayBeJustified(desire, entitlement);

    /// <summary>True when the posting might give rights on the day and nobody knows its unit.</summary>
    internal bool IsUndecided(Posting posting) => evaluator.IsUndecided(posting);

    /// <summary>The closed gate that would withhold the entitlement from the worker if it were due, or null.</summary>
    internal Gate? ClosedGate(WorkerDesire desire, int entitlement) => evaluator.ClosedGate(desire, entitlement);

    /// <summary>The ended posting or expired grant that explains why somebody still has a right, or null.</summary>
    internal (Cause Cause, RuleId? Rule)? WhyItWas(WorkerDesire desire, int entitlement) => evaluator.WhyItWas(desire, entitlement);
}

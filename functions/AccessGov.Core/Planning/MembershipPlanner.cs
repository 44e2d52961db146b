using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <summary>Rights to take from and to give to one covered worker.</summary>
internal sealed class MembershipPlanner
{
    private readonly DesiredState desired;
    private readonly GovernancePolicy policy;
    private readonly DirectorySnapshot snapshot;
    private readonly int[] policyIndexOf;
    private readonly List<Finding> findings;
    private readonly bool[] isGovernable;
    private readonly bool tellsKept;
    private readonly List<int> kept = [];

    /// <param name="desired">What should be.</param>
    /// <param name="snapshot">What is.</param>
    /// <param name="beyond">What is known besides.</param>
    /// <param name="policyIndexOf">The policy's index of each right of the snapshot; -1 for none.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="tellsKept">Whether each right that stays only because a source is missing is told. A plan for everybody tells of the
    /// source, once.</param>
    public MembershipPlanner(
        DesiredState desired,
        DirectorySnapshot snapshot,
        Beyond beyond,
        int[] policyIndexOf,
        List<Finding> findings,
        bool tellsKept
    )
    {
        (this.desired, policy, this.snapshot, this.policyIndexOf, this.findings, this.tellsKept) = (
            desired,
            desired.Policy,
            snapshot,
            policyIndexOf,
            findings,
            tellsKept
        );
        isGovernable = new bool[policy.Entitlements.Count];
        for (var i = 0; i < policyIndexOf.Length; i++)
            if (
                policyIndexOf[i] >= 0
                && !snapshot.AbsentGroups.Contains(snapshot.Entitlements[i])
                && !beyond.Ungovernable.ContainsKey(snapshot.Entitlements[i])
            )
                isGovernable[policyIndexOf[i]] = true;
    }

    /// <summary>Plans what is taken and remembers what stays besides the desired rights.</summary>
    public void Remove(WorkerDesire desire, Target target, int index, List<PlannedAction> actions)
    {
        kept.Clear();
        for (var n = 0; n < snapshot.CountOf(index); n++)
        {
            var e = policyIndexOf[snapshot.EntitlementOf(index, n)];
            if (e < 0 || policy.Entitlements[e].Zone == Zone.Independent || IsDesired(desire, e))
                continue;
            // Who fills a group that is not ours any more cannot be told by us; the right stays and is reported.
            if (!isGovernable[e] || WhyTaken(desired, desire, e) is not { } why)
            {
                kept.Add(e);
                if (tellsKept && isGovernable[e])
                    foreach (var source in desired.MissingThatMayGive(desire, e))
                        findings.Add(
                            new Finding(
                                FindingKind.MissingSource,
                                desire.Worker.Id,
                                target.ObjectId,
                                policy.Entitlements[e].Id,
                                source.Value
                            )
                        );
                continue;
            }
            var entitlement = policy.Entitlements[e];
            if (why.Cause is Cause.Unexplained)
                findings.Add(new Finding(FindingKind.UnexplainedMembership, desire.Worker.Id, target.ObjectId, entitlement.Id));
            var org = why.Cause is Cause.Moved moved ? moved.Posting.Org : desire.Org;
            actions.Add(
                new PlannedAction.RemoveMember(
                    target,
                    new Because(why.Cause, why.Rule, entitlement.Article, org),
                    entitlement.Id,
                    entitlement.Zone,
                    entitlement.GroupId
                )
            );
        }
    }

    /// <summary>
    /// Plans what is given; call after <see cref="Remove"/> for the same account, with -1 for an account that does not exist yet.
    /// </summary>
    public void Add(WorkerDesire desire, Target target, int index, List<PlannedAction> actions)
    {
        if (index < 0)
            kept.Clear();
        for (var i = 0; i < desire.Memberships.Count; i++)
        {
            var membership = desire.Memberships[i];
            var e = membership.Entitlement;
            if (!isGovernable[e] || (index >= 0 && Has(index, e)))
                continue;
            var entitlement = policy.Entitlements[e];
            if (IsSeparationUndecided(desire, e))
            {
                findings.Add(new Finding(FindingKind.SeparationUndecided, desire.Worker.Id, target.ObjectId, entitlement.Id));
                continue;
            }
            var article = membership.Rule?.Article ?? entitlement.Article;
            actions.Add(
                new PlannedAction.AddMember(
                    target,
                    new Because(membership.ToCause(), membership.Rule?.Id, article, membership.Posting?.Org ?? desire.Org),
                    entitlement.Id,
                    entitlement.Zone,
                    entitlement.GroupId
                )
            );
        }
    }

    /// <summary>
    /// Why a right that is not due is taken; null when nothing is known that would justify it. The planner asks, and the look before the
    /// effect asks the same.
    /// </summary>
    internal static (Cause Cause, RuleId? Rule)? WhyTaken(DesiredState desired, WorkerDesire desire, int e)
    {
        if (desire.Standing is not (Standing.OnDuty or Standing.OnLeave))
            return desire.Held is not null && !AccountGrounds.IsShutDue(desire with { Held = null })
                ? null
                : (AccountGrounds.WhyTaken(desire), null);
        foreach (var withheld in desire.Withheld)
            if (withheld.Membership.Entitlement == e)
                switch (withheld.Reason)
                {
                    case WithheldReason.GateUnknown or WithheldReason.Held:
                        return null;
                    case WithheldReason.GateClosed closed:
                        return (new Cause.GateClosed(closed.Gate), withheld.Membership.Rule?.Id);
                    case WithheldReason.Separated separated:
                        return (new Cause.Separated(separated.Rule), separated.Rule);
                    case WithheldReason.Reviewed reviewed:
                        return (new Cause.ReviewedAway(reviewed.Removal), withheld.Membership.Rule?.Id);
                }
        if (desire.Standing is Standing.OnLeave leave)
            return (new Cause.OnLeave(leave.Leave), null);
        // Nothing gives it, or nobody knows what does: it was decided all the same.
        if (desired.RemovalOf(desire.Worker.Id, e) is { } removal && removal.From <= desired.On)
            return (new Cause.ReviewedAway(removal), null);
        if (!desired.MayBeJustified(desire, e))
            return desired.WhyItWas(desire, e) ?? (new Cause.Unexplained(), null);
        // Whatever the missing facts say, these two would take it: a closed gate never leaves the right in place (law 6).
        foreach (var (rule, keeps, withholds) in desired.Separations)
            if (withholds == e && IsDue(desire, keeps))
                return (new Cause.Separated(rule.Id), rule.Id);
        return desired.ClosedGate(desire, e) is { } gate ? (new Cause.GateClosed(gate), null) : null;
    }

    /// <summary>
    /// True when the right excluded by this one stays, or when a missing fact might give the right that excludes this one (law 6).
    /// </summary>
    private bool IsSeparationUndecided(WorkerDesire desire, int e)
    {
        foreach (var (_, keeps, withholds) in desired.Separations)
            if (withholds == e && kept.Contains(keeps) || keeps == e && kept.Contains(withholds))
                return true;
        return MayBeExcluded(desired, desire, e);
    }

    /// <summary>True when a missing fact might give a right that excludes this one (law 6).</summary>
    internal static bool MayBeExcluded(DesiredState desired, WorkerDesire desire, int e)
    {
        foreach (var (_, keeps, withholds) in desired.Separations)
            if (withholds == e && desired.MayBeJustified(desire, keeps))
                return true;
        return false;
    }

    private static bool IsDue(WorkerDesire desire, int entitlement)
    {
        foreach (var withheld in desire.Withheld)
            if (withheld.Membership.Entitlement == entitlement)
                return true;
        return IsDesired(desire, entitlement);
    }

    // Five times a worker: an enumerator each time would be the most frequent object of a plan.
    internal static bool IsDesired(WorkerDesire desire, int entitlement)
    {
        var memberships = desire.Memberships;
        for (var i = 0; i < memberships.Count; i++)
            if (memberships[i].Entitlement == entitlement)
                return true;
        return false;
    }

    private bool Has(int index, int entitlement)
    {
        for (var n = 0; n < snapshot.CountOf(index); n++)
            if (policyIndexOf[snapshot.EntitlementOf(index, n)] == entitlement)
                return true;
        return false;
    }
}

using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Applying;

/// <summary>
/// Decides for one chunk of a plan: what to do with the plan, what of an action is certain before the directory is asked, and how far the
/// plan has come with its outcomes. Who applies loads what is asked for here, commits what is decided, and acts between.
/// </summary>
public static class ApplyDecider
{
    /// <summary>
    /// True when the brake is to be asked again before the plan begins: each plan was judged when what the others take was not taken yet.
    /// </summary>
    /// <param name="progress">How far the plan has come.</param>
    public static bool AsksBrake(PlanProgress progress) => progress.Status is PlanStatus.Made or PlanStatus.Approved;

    /// <summary>What to do with the plan.</summary>
    /// <param name="plan">It.</param>
    /// <param name="progress">How far it has come.</param>
    /// <param name="at">When it is asked.</param>
    /// <param name="brakeNow">What the brake says now; may be null when <see cref="AsksBrake"/> is false.</param>
    public static ChunkStep Next(Plan plan, PlanProgress progress, Moment at, Verdict? brakeNow)
    {
        if (progress.Status == PlanStatus.Applied)
            return new ChunkStep.Ended();
        if (progress.Status == PlanStatus.Rejected)
            return new ChunkStep.Refuse(new Refusal("plan-rejected", plan.Id.Brief, 1, 0));
        if (plan.Inputs.On > at.Today)
            return new ChunkStep.Refuse(new Refusal("plan-for-later", plan.Id.Brief, plan.Inputs.On.DayNumber - at.Today.DayNumber, 0));
        if (!at.IsLive && !progress.HasBegun)
            return new ChunkStep.Refuse(new Refusal("observing", plan.Id.Brief, 0, 1));
        // Once begun it is finished, however old: every action is held against the directory anyway.
        return progress.HasBegun ? GoOn(progress, null) : First(plan, progress, at, brakeNow);
    }

    /// <summary>The outcome of an action that is certain before the directory is asked, or null.</summary>
    /// <param name="action">The action, with the account that it concerns when this plan created it.</param>
    /// <param name="staleTargets">Workers of whom an action was not applied.</param>
    /// <param name="desired">What should be today.</param>
    /// <param name="past">What is remembered of the accounts that are to be deleted.</param>
    public static ActionOutcome? BeforeLook(
        PlannedAction action,
        IReadOnlySet<EmployeeId> staleTargets,
        DesiredState desired,
        AccountHistory past
    )
    {
        if (staleTargets.Contains(action.Target.Employee) && !OnlyProtects(action))
            return new ActionOutcome.Stale(OutcomeCodes.EarlierNotApplied);
        if (!StillRight.Holds(action, desired, past))
            return new ActionOutcome.Stale(OutcomeCodes.FactsChanged);
        return action.Target.ObjectId is null && action is not PlannedAction.CreateAccount
            ? new ActionOutcome.Failed(OutcomeCodes.AccountMissing)
            : null;
    }

    /// <summary>
    /// How far the plan has come with some final outcomes. An outcome of an action that is not pending was told before and changes nothing.
    /// </summary>
    /// <param name="progress">How far it had come.</param>
    /// <param name="outcomes">Final outcomes by the place of their action.</param>
    public static PlanProgress After(PlanProgress progress, IEnumerable<(int Index, ActionOutcome Outcome)> outcomes)
    {
        var pending = progress.Pending.ToHashSet();
        var counts = new Dictionary<string, int>(progress.Outcomes);
        foreach (var (index, outcome) in outcomes)
        {
            if (outcome is ActionOutcome.Deferred)
                throw new ArgumentException($"Action {index} was deferred, which is no final outcome.", nameof(outcomes));
            if (!pending.Remove(index))
                continue;
            var code = OutcomeCodes.Of(outcome);
            counts[code] = counts.GetValueOrDefault(code) + 1;
        }
        var after = progress with { Pending = [.. progress.Pending.Where(pending.Contains)], Outcomes = counts };
        return after.IsDone ? after with { Status = PlanStatus.Applied } : after;
    }

    /// <summary>
    /// True when the account no longer looked as planned: the worker's later actions are not tried. A right that could not be taken makes
    /// no other action on the account wrong.
    /// </summary>
    /// <param name="action">An action.</param>
    /// <param name="outcome">What became of it.</param>
    public static bool LeavesAlone(PlannedAction action, ActionOutcome outcome) =>
        outcome is ActionOutcome.Stale or ActionOutcome.Failed && action is not PlannedAction.RemoveMember;

    /// <summary>What some outcomes took from people: the brake counts it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="outcomes">Final outcomes by the place of their action.</param>
    public static IReadOnlyList<PlannedAction> Taken(Plan plan, IEnumerable<(int Index, ActionOutcome Outcome)> outcomes) =>
        [
            .. outcomes
                .Where(o => o.Outcome is ActionOutcome.Applied or ActionOutcome.AlreadyTrue)
                .Select(o => plan.Actions[o.Index])
                .Where(a => Reduction.Of(a, plan.Inputs.On) is not null),
        ];

    /// <summary>
    /// What takes a right or ends sessions only protects, whatever became of the rest; so does shutting each of several accounts of
    /// somebody who is shut out everywhere.
    /// </summary>
    private static bool OnlyProtects(PlannedAction action) =>
        action
            is PlannedAction.RemoveMember
                or PlannedAction.RevokeSessions
                or PlannedAction.DisableAccount { Because.Cause: Cause.Left { AtOnce: true } or Cause.Held };

    private static ChunkStep First(Plan plan, PlanProgress progress, Moment at, Verdict? brakeNow)
    {
        var now = brakeNow ?? throw new ArgumentNullException(nameof(brakeNow), "The brake was not asked.");
        if (progress.Verdict is not Verdict.Refused && PlanAge.TooOld(plan.Id, progress.MadeAt, at.Now, at.PlanValidFor) is { } old)
            return new ChunkStep.Refuse(old);
        if (Holds(progress, now) is { } met)
            return new ChunkStep.HoldBack(met, now);
        if (progress.Status == PlanStatus.Approved)
            return GoOn(progress, null);
        var approval = new Approval(progress.Author, null, at.Now);
        return ApprovedPlan.Approve(plan, progress.Verdict, approval, progress.Authors) is ApprovalResult.Denied(var why)
            ? new ChunkStep.Refuse(why)
            : GoOn(progress, approval);
    }

    private static ChunkStep GoOn(PlanProgress progress, Approval? approval) =>
        progress.Pending.Count > 0 ? new ChunkStep.GoOn()
        : progress.Next >= progress.Actions ? new ChunkStep.Close()
        : new ChunkStep.Begin(approval);

    /// <summary>The limit that keeps a plan from beginning although its verdict or its approval once allowed it.</summary>
    private static Refusal? Holds(PlanProgress progress, Verdict now) =>
        (progress, now) switch
        {
            ({ Status: PlanStatus.Approved } or { Verdict: Verdict.Clear }, Verdict.Refused refused) => refused.Reasons[0],
            // Who approved a plan has seen that it wants looking at.
            ({ Status: PlanStatus.Made, Verdict: Verdict.Clear }, Verdict.NeedsApproval doubt) => doubt.Reasons[0],
            _ => null,
        };
}

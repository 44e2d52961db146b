using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Applying;

/// <summary>What follows a plan that was made, approved or begun. Closed.</summary>
public abstract record NextStep
{
    private NextStep() { }

    /// <summary>It has ended, was rejected, or has no action.</summary>
    public sealed record Nothing : NextStep;

    /// <summary>People must approve it first.</summary>
    /// <param name="Reasons">Why.</param>
    public sealed record Approve(IReadOnlyList<Refusal> Reasons) : NextStep;

    /// <summary>Nobody can go on with it: plan again.</summary>
    /// <param name="Why">The brake's reasons, or that it is too old.</param>
    public sealed record PlanAgain(IReadOnlyList<Refusal> Why) : NextStep;

    /// <summary>Its day has not come.</summary>
    /// <param name="Until">The day.</param>
    public sealed record Wait(DateOnly Until) : NextStep;

    /// <summary>The installation only observes: nothing is applied before two people let it go live.</summary>
    public sealed record Observe : NextStep;

    /// <summary>Its chunks are applied in turn.</summary>
    public sealed record Apply : NextStep;

    /// <summary>It shuts somebody out: before everything else.</summary>
    public sealed record ApplyUrgent : NextStep;

    /// <summary>Decides.</summary>
    /// <param name="progress">How far the plan has come.</param>
    /// <param name="at">When it is asked.</param>
    public static NextStep Of(PlanProgress progress, Moment at)
    {
        if (progress.Status is PlanStatus.Applied or PlanStatus.Rejected || progress.Actions == 0)
            return new Nothing();
        if (progress.Status == PlanStatus.Made)
        {
            if (progress.Verdict is Verdict.Refused(var reasons))
                return new PlanAgain(reasons);
            // The directory moved on while nobody approved it.
            if (PlanAge.TooOld(progress.Id, progress.MadeAt, at.Now, at.PlanValidFor) is { } old)
                return new PlanAgain([old]);
            if (progress.Verdict is Verdict.NeedsApproval(var doubts))
                return new Approve(doubts);
        }
        if (!at.IsLive && !progress.HasBegun)
            return new Observe();
        if (progress.On > at.Today)
            return new Wait(progress.On);
        return progress.IsUrgent ? new ApplyUrgent() : new Apply();
    }

    /// <summary>
    /// True for one worker's plan that shuts the worker out, or takes what a key opened that was lost: it does not queue behind
    /// everybody's.
    /// </summary>
    /// <param name="plan">Any plan.</param>
    public static bool IsUrgent(Plan plan) =>
        plan.Inputs.Only is not null
        && plan.Actions.Any(a =>
            a is PlannedAction.DisableAccount or PlannedAction.RevokeSessions
            || a is PlannedAction.RemoveMember { Because.Cause: Cause.GateClosed { Gate: Gate.MfaKey } }
        );
}

using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Safeguards;

/// <summary>Who asked, and who agreed.</summary>
/// <param name="Author">Who made the plan; null when a trigger did.</param>
/// <param name="Approver">Who approved; null when the verdict needed nobody.</param>
/// <param name="At">When it was agreed to.</param>
public sealed record Approval(EmployeeId? Author, EmployeeId? Approver, DateTimeOffset At);

/// <summary>What became of a wish to approve. Closed.</summary>
public abstract record ApprovalResult
{
    private ApprovalResult() { }

    /// <summary>The plan may be applied.</summary>
    /// <param name="Plan">The plan with verdict and approval.</param>
    public sealed record Approved(ApprovedPlan Plan) : ApprovalResult;

    /// <summary>It may not.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Denied(Refusal Refusal) : ApprovalResult;
}

/// <summary>A plan that may be applied: only <see cref="Approve"/> makes one.</summary>
public sealed class ApprovedPlan
{
    private ApprovedPlan(Plan plan, Verdict verdict, Approval approval) => (Plan, Verdict, Approval) = (plan, verdict, approval);

    /// <summary>The plan, as it was judged.</summary>
    public Plan Plan { get; }

    /// <summary>What the brake said.</summary>
    public Verdict Verdict { get; }

    /// <summary>Who asked and who agreed.</summary>
    public Approval Approval { get; }

    /// <summary>
    /// Approves a plan. A refused plan is approved by nobody; one that needs approval only by somebody else than its authors, and by nobody
    /// whose own rights it changes. Whether the approver is known, on duty and has the role is asked of <see cref="Approver"/> when
    /// somebody agrees; here, when the plan begins, it is no longer asked.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="verdict">What the brake said of it.</param>
    /// <param name="approval">Who made it, who agrees, when.</param>
    /// <param name="authors">Everybody who supplied by hand what is new in the plan, or asked for it, besides the approval's
    /// author.</param>
    public static ApprovalResult Approve(Plan plan, Verdict verdict, Approval approval, IReadOnlyCollection<EmployeeId> authors)
    {
        if (verdict is Verdict.Refused refused)
            return Denied("plan-refused", refused.Reasons.Count, 0);
        if (verdict is Verdict.NeedsApproval && approval.Approver is null)
            return Denied("approval-missing", 0, 1);
        if (approval.Approver is { } approver)
        {
            if (approver == approval.Author || authors.Contains(approver))
                return Denied("approver-is-author", 1, 0);
            if (OwnActions(plan, approver) is var own and > 0)
                return Denied("approver-is-target", own, 0);
        }
        return new ApprovalResult.Approved(new ApprovedPlan(plan, verdict, approval));
    }

    /// <summary>How many actions of a plan change somebody's own rights: that person neither agrees to it nor says no.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">Who.</param>
    public static int OwnActions(Plan plan, EmployeeId person) =>
        plan.Actions.Count(a =>
            a.Target.Employee == person || a.Because.Cause is Cause.Renumbered { Former: var former } && former == person
        );

    private static ApprovalResult.Denied Denied(string code, decimal number, decimal limit) => new(new Refusal(code, "", number, limit));
}

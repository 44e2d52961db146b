using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Approving;

/// <summary>
/// Somebody agrees to a plan: known to personnel, on duty, with the role that the policy asks for, none of the plan's authors and not
/// touched by it.
/// </summary>
public static class ApprovePlan
{
    /// <summary>
    /// Approves, or says why not. Approving twice changes nothing. Where timers and queues run, an approved plan is then applied.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="approver">Who agrees.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<ApproveResult> RunAsync(Workspace workspace, EmployeeId approver, PlanId id, CancellationToken ct)
    {
        var who = await WhoApproves.OfAsync(workspace, approver, ct);
        var result = await DecideAsync(workspace, who, id, ct);
        // Also when it was approved before: that time may have been killed before its message.
        if (result is ApproveResult.Approved or ApproveResult.Before { State.Status: PlanStatus.Approved })
            await new WorkMessage(workspace.Tenant, id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
        return result;
    }

    private static Task<ApproveResult> DecideAsync(Workspace workspace, Approver who, PlanId id, CancellationToken ct) =>
        OptimisticCommit.RunAsync<ApproveResult>(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Plan(id), ct);
                var state = await PlanList.StateAsync(workspace, id, ct) ?? throw new InvalidOperationException($"Plan {id} is not kept.");
                if (state.Status != PlanStatus.Made)
                    return (null, new ApproveResult.Before(state));
                var actor = new Actor.Employee(who.Id);
                if (Objection(workspace, who, state, await workspace.Kept.PlanAsync(state.Kept, ct)) is { } refusal)
                {
                    commit.Tell(FactKind.PlanRefused, actor, id.Value, new FactBody().Add("code", refusal.Code));
                    return (commit, new ApproveResult.Denied(refusal));
                }
                if (state.Verdict is Verdict.Clear)
                    return (null, new ApproveResult.NotNeeded(state));
                var approved = state with { Status = PlanStatus.Approved, Approval = new Approval(state.Author, who.Id, workspace.Now) };
                commit
                    .Put(Scopes.State, approved)
                    .Tell(
                        FactKind.PlanApproved,
                        actor,
                        id.Value,
                        new FactBody()
                            .Add("author", state.Author?.Value)
                            .Add("authors", state.Authors.Select(a => a.Value))
                            .Add("verdict", VerdictCodes.Of(state.Verdict))
                    );
                return (commit, new ApproveResult.Approved(approved));
            },
            ct
        );

    /// <summary>Why somebody cannot agree to a plan now; null when nothing speaks against it.</summary>
    internal static Refusal? Objection(Workspace workspace, Approver who, PlanState state, Plan plan)
    {
        if (PlanAge.TooOld(state.Id, state.MadeAt, workspace.Now, workspace.PlanValidFor) is { } old)
            return old;
        var approval = new Approval(state.Author, who.Id, workspace.Now);
        if (ApprovedPlan.Approve(plan, state.Verdict, approval, state.Authors) is ApprovalResult.Denied(var refusal))
            return refusal;
        var needed = workspace.Policy.Approvals.RoleFor(VerdictWords.Reasons(state.Verdict).Select(r => r.Code));
        return who.Lacks(needed);
    }
}

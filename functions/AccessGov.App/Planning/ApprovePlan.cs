using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>Somebody other than the author agrees to a plan.</summary>
public static class ApprovePlan
{
    /// <summary>
    /// Approves, or says why not. Approving twice changes nothing. Where timers and queues run, an approved plan is then applied.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="approver">Who agrees; must not be an author, nor touched by the plan.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when approved.</returns>
    public static async Task<Refusal?> RunAsync(Workspace workspace, EmployeeId approver, PlanId id, CancellationToken ct)
    {
        var refusal = await DecideAsync(workspace, approver, id, ct);
        // Also when it was approved before: that time may have been killed before its message.
        if (refusal is null)
            await new WorkMessage(workspace.Tenant, id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
        return refusal;
    }

    private static Task<Refusal?> DecideAsync(Workspace workspace, EmployeeId approver, PlanId id, CancellationToken ct) =>
        OptimisticCommit.RunAsync<Refusal?>(
            async () =>
            {
                var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Plan(id), ct);
                var state = await PlanList.StateAsync(workspace, id, ct) ?? throw new InvalidOperationException($"Plan {id} is not kept.");
                if (state.Status != PlanStatus.Made)
                    return (null, null);
                if (PlanAge.TooOld(id, state.MadeAt, workspace.Now, workspace.PlanValidFor) is { } old)
                    return (null, old);
                var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
                var approval = new Approval(state.Author, approver, workspace.Now);
                var actor = new Actor.Employee(approver);
                switch (ApprovedPlan.Approve(plan, state.Verdict, approval))
                {
                    case ApprovalResult.Approved:
                        ledger
                            .Put(Scopes.State, state with { Status = PlanStatus.Approved, Approval = approval })
                            .Tell(
                                FactKind.PlanApproved,
                                actor,
                                id.Value,
                                new FactBody().Add("author", state.Author?.Value).Add("verdict", VerdictCodes.Of(state.Verdict))
                            );
                        return (ledger, null);
                    case ApprovalResult.Denied(var refusal):
                        ledger.Tell(FactKind.PlanRefused, actor, id.Value, new FactBody().Add("code", refusal.Code));
                        return (ledger, refusal);
                    case var other:
                        throw new InvalidOperationException(other.GetType().Name);
                }
            },
            ct
        );
}

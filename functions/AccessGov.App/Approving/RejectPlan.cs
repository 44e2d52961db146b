using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Approving;

/// <summary>
/// Somebody says no to a plan that waits, with a reason: an approver, or whoever asked for it and takes it back, unless it takes something
/// from somebody. Nobody whose own rights it changes: a no keeps rights as a yes gives them. It is never approved and never applied;
/// planned again, the same state makes another plan.
/// </summary>
public static class RejectPlan
{
    /// <summary>So many people an incident names at most.</summary>
    private const int MostNamed = 20;

    /// <summary>Rejects, or says why not.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who says no.</param>
    /// <param name="id">The plan.</param>
    /// <param name="reason">Why: 1 to <see cref="VisibleText.LongestReason"/> characters that can be seen. It is recorded.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The reason is none.</exception>
    public static async Task<RejectResult> RunAsync(Workspace workspace, EmployeeId person, PlanId id, string reason, CancellationToken ct)
    {
        VisibleText.ThrowIfNoReason(reason);
        var who = await WhoApproves.OfAsync(workspace, person, ct);
        var result = await OptimisticCommit.RunAsync<RejectResult>(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Plan(id), ct);
                var state = await PlanList.StateAsync(workspace, id, ct) ?? throw new InvalidOperationException($"Plan {id} is not kept.");
                if (state.Status != PlanStatus.Made)
                    return (null, new RejectResult.Before(state));
                if (!IsWaiting(workspace, state))
                    return (null, new RejectResult.NotWaiting(state));
                var actor = new Actor.Employee(person);
                var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
                if (Objection(workspace, who, state, plan) is { } refusal)
                {
                    commit.Tell(FactKind.PlanRefused, actor, id.Value, new FactBody().Add("code", refusal.Code));
                    return (commit, new RejectResult.Denied(refusal));
                }
                var rejected = state with { Status = PlanStatus.Rejected, Rejection = new Rejection(person, reason, workspace.Now) };
                commit
                    .Put(Scopes.State, rejected)
                    .Tell(
                        FactKind.PlanRejected,
                        actor,
                        id.Value,
                        new FactBody()
                            .Add("author", state.Author?.Value)
                            .Add("authors", state.Authors.Select(a => a.Value))
                            .Add("reason", reason)
                    );
                return (commit, new RejectResult.Rejected(rejected));
            },
            ct
        );
        // Asked again by the same person it is told again: the first time may have been killed before.
        var done = result switch
        {
            RejectResult.Rejected(var now) => now,
            RejectResult.Before({ Rejection: { } no } then) when no.By == person => then,
            _ => null,
        };
        if (done is not null)
            await TellStopsAsync(workspace, new Actor.Employee(person), done, await workspace.Kept.PlanAsync(done.Kept, ct), ct);
        return result;
    }

    /// <summary>True when the plan waits and the person may say no to it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="read">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<bool> MayAsync(Workspace workspace, EmployeeId person, ReadPlan read, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(read);
        return IsWaiting(workspace, read.State)
            && Objection(workspace, await WhoApproves.OfAsync(workspace, person, ct), read.State, read.Plan) is null;
    }

    /// <summary>Who was to leave at once and stays now is named until somebody says how it was settled.</summary>
    private static async Task TellStopsAsync(Workspace workspace, Actor actor, PlanState state, Plan plan, CancellationToken ct)
    {
        var stay = plan
            .Actions.Where(a => a.Because.Cause is Cause.Left { AtOnce: true })
            .Select(a => a.Target.Employee)
            .Distinct()
            .ToArray();
        if (stay.Length == 0)
            return;
        var named = string.Join(", ", stay.Take(MostNamed));
        var more = stay.Length > MostNamed ? Wording.Of("Met.and-more", stay.Length - MostNamed) : Wording.Of("Former.text", "", "");
        await IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident("stop-rejected", state.Only?.Value ?? state.Id.Value, Wording.Of("Met.stop-rejected", state.Id.Brief, named, more))
            {
                Worker = stay.Length == 1 ? stay[0] : null,
                CausedBy = (actor as Actor.Employee)?.Id,
            },
            ct
        );
    }

    private static bool IsWaiting(Workspace workspace, PlanState state) =>
        state.IsUndecided && PlanAge.TooOld(state.Id, state.MadeAt, workspace.Now, workspace.PlanValidFor) is null;

    private static Refusal? Objection(Workspace workspace, Approver who, PlanState state, Plan plan)
    {
        if (ApprovedPlan.OwnActions(plan, who.Id) is var own and > 0)
            return new Refusal("rejecter-is-target", plan.Id.Brief, own, 0);
        // Whoever asked for it needs nothing more than what let him ask: to stand in the table of operators. What takes something from
        // somebody is taken back by an approver alone: else one person could keep a dismissed one enabled, plan after plan.
        var mayTakeBack =
            state.Author == who.Id
            && workspace.Operators.Any(o => o.Worker == who.Id)
            && !plan.Actions.Any(a => Reduction.Of(a, plan.Inputs.On) is not null || a is PlannedAction.RevokeSessions);
        return mayTakeBack && who is { IsKnown: true, IsOnDuty: true } ? null : who.Lacks(OperatorRole.Approver);
    }
}

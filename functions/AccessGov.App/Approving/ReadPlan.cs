using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Approving;

/// <summary>Everything that somebody looks at who is to agree to a plan.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Plan">Its content.</param>
/// <param name="People">Names of the people in it, as they are today.</param>
/// <param name="Unforetold">Actions that take something and that no 内示・発令 list foretold.</param>
/// <param name="NotCounted">How many actions a list foretold that whoever supplied the facts brought too: it does not count.</param>
/// <param name="Reasons">Why it waits, or why it was refused.</param>
/// <param name="Approvers">Who may agree: on duty, with the role, none of the authors and not touched.</param>
/// <param name="OvertakenBy">A later plan of the same people, for one that waits still; null otherwise.</param>
public sealed record ReadPlan(
    PlanState State,
    Plan Plan,
    PeopleOfPlan People,
    IReadOnlySet<ActionId> Unforetold,
    int NotCounted,
    IReadOnlyList<Refusal> Reasons,
    IReadOnlyList<EmployeeId> Approvers,
    PlanId? OvertakenBy
)
{
    /// <summary>Until when it may be agreed to.</summary>
    /// <param name="validFor">How long a plan may lie.</param>
    public DateTimeOffset ValidUntil(TimeSpan validFor) => State.MadeAt + validFor;

    /// <summary>Reads it, or null when there is no such plan.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<ReadPlan?> RunAsync(Workspace workspace, PlanId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (await PlanList.StateAsync(workspace, id, ct) is not { } state)
            return null;
        var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
        var (unforetold, notCounted) = await ForetoldMoves.UnforetoldAsync(workspace, plan, ct);
        return new ReadPlan(
            state,
            plan,
            await PeopleOfPlan.OnAsync(workspace, plan.Inputs.On, ct),
            unforetold,
            notCounted,
            VerdictWords.Reasons(state.Verdict),
            state.IsUndecided ? await ApproversAsync(workspace, state, plan, ct) : [],
            await PlanList.OvertakenByAsync(workspace, state, ct)
        );
    }

    private static async Task<IReadOnlyList<EmployeeId>> ApproversAsync(
        Workspace workspace,
        PlanState state,
        Plan plan,
        CancellationToken ct
    )
    {
        var able = new List<EmployeeId>();
        foreach (var id in workspace.Operators.Select(o => o.Worker).Distinct().Order())
            if (ApprovePlan.Objection(workspace, await WhoApproves.OfAsync(workspace, id, ct), state, plan) is null)
                able.Add(id);
        return able;
    }
}

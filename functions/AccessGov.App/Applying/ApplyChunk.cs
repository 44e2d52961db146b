using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>
/// Applies the next slice of an approved plan: intents are committed, the effect is tried, outcomes are committed. Killed
/// anywhere, the next run finds what was begun in <see cref="PlanState.Pending"/> and goes on with it; every effect bears repeating.
/// </summary>
public static partial class ApplyChunk
{
    /// <summary>What came of one chunk. Closed.</summary>
    public abstract record Result
    {
        private Result() { }

        /// <summary>There is more to do.</summary>
        /// <param name="State">Where the plan stands.</param>
        /// <param name="NotBefore">The directory asked for patience until then; null to go on at once.</param>
        public sealed record More(PlanState State, DateTimeOffset? NotBefore) : Result;

        /// <summary>Every action has an outcome.</summary>
        /// <param name="State">Where the plan stands.</param>
        public sealed record Done(PlanState State) : Result;

        /// <summary>The plan may not be applied.</summary>
        /// <param name="Refusal">Why.</param>
        public sealed record Refused(Refusal Refusal) : Result
        {
            /// <summary>The plan with what the brake says now, when it would have been allowed before; null for another reason.</summary>
            public PlanState? HeldBack { get; init; }
        }
    }

    /// <summary>Applies one chunk.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who or what applies; the record names it.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Cancels the operation between two steps; what is committed stays.</param>
    public static async Task<Result> RunAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        if (await PlanList.StateAsync(workspace, id, ct) is not { } state)
            return new Result.Refused(new Refusal("plan-unknown", id.Brief, 0, 1));
        if (state.IsDone && state.Status == PlanStatus.Applied)
            return new Result.Done(state);
        var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
        if (plan.Id != id)
            throw new DamagedException(Wording.Of("Damaged.plan-other", state.Kept, plan.Id.Brief, id.Brief));
        return await RunAsync(workspace, actor, plan, ct);
    }

    /// <summary>Applies one chunk of a plan that is already in memory.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who or what applies; the record names it.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="ct">Cancels the operation between two steps; what is committed stays.</param>
    public static async Task<Result> RunAsync(Workspace workspace, Actor actor, Plan plan, CancellationToken ct)
    {
        var begun = await new BeginChunk(workspace, actor, plan).RunAsync(ct);
        if (begun is not Result.More(var state, _))
            return begun;
        var (outcomes, notBefore) = await new ChunkAttempt(workspace, plan, state).TryAsync(ct);
        state = await new EndChunk(workspace, actor, plan).RunAsync(outcomes, ct);
        return state.IsDone ? new Result.Done(state) : new Result.More(state, notBefore);
    }
}

using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra.Writes;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

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
    /// <param name="workspace">Where.</param>
    /// <param name="actor">Who or what applies.</param>
    /// <param name="id">The plan.</param>
    /// <param name="ct">Gives up between steps.</param>
    public static async Task<Result> RunAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        if (await PlanList.StateAsync(workspace, id, ct) is not { } state)
            return new Result.Refused(new Refusal("plan-unknown", id.Brief, 0, 1));
        if (state.IsDone && state.Status == PlanStatus.Applied)
            return new Result.Done(state);
        var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
        if (plan.Id != id)
            throw new InvalidDataException($"Kept file {state.Kept} holds plan {plan.Id.Brief} where plan {id.Brief} is meant.");
        return await RunAsync(workspace, actor, plan, ct);
    }

    /// <summary>Applies one chunk of a plan that is already in memory.</summary>
    public static async Task<Result> RunAsync(Workspace workspace, Actor actor, Plan plan, CancellationToken ct)
    {
        var begun = await BeginAsync(workspace, actor, plan, ct);
        if (begun is not Result.More { State: var state })
            return begun;
        if (state.Pending.Count == 0)
            return await FinishAsync(workspace, actor, plan, [], null, ct);

        var chunk = new ChunkAttempt(workspace, plan, state);
        var (outcomes, notBefore) = await chunk.TryAsync(ct);
        return await FinishAsync(workspace, actor, plan, outcomes, notBefore, ct);
    }

    /// <summary>Law of the house: intent is durable before the effect.</summary>
    private static Task<Result> BeginAsync(Workspace workspace, Actor actor, Plan plan, CancellationToken ct) =>
        OptimisticCommit.RunAsync<Result>(
            async () =>
            {
                var scope = Scopes.Plan(plan.Id);
                var ledger = await PartitionCommit.OpenAsync(workspace, scope, ct);
                var state = (await PlanList.StateAsync(workspace, plan.Id, ct))!;
                if (state.Status == PlanStatus.Applied)
                    return (null, new Result.Done(state));
                if (plan.Inputs.On > workspace.Today)
                    return (
                        null,
                        new Result.Refused(
                            new Refusal("plan-for-later", plan.Id.Brief, plan.Inputs.On.DayNumber - workspace.Today.DayNumber, 0)
                        )
                    );
                // Once begun it is finished: every action is held against the directory anyway.
                if (
                    state.Status is PlanStatus.Made or PlanStatus.Approved
                    && state.Verdict is not Verdict.Refused
                    && ApprovePlan.TooOld(workspace, state) is { } old
                )
                    return (null, new Result.Refused(old));
                if (state.Verdict is Verdict.Clear && state.Status == PlanStatus.Made || state.Status == PlanStatus.Approved)
                {
                    var now = await BrakeNow.JudgeAsync(workspace, plan, ct);
                    if (BrakeNow.Holds(now, state) is { } held)
                        return (
                            BrakeNow.Hold(ledger, actor, state, now),
                            new Result.Refused(held) { HeldBack = state with { Verdict = now } }
                        );
                }
                if (state.Status == PlanStatus.Made)
                {
                    if (
                        ApprovedPlan.Approve(plan, state.Verdict, new Approval(state.Author, null, workspace.Now)) is ApprovalResult.Denied(
                            var refusal
                        )
                    )
                        return (null, new Result.Refused(refusal));
                    state = state with { Status = PlanStatus.Approved, Approval = new Approval(state.Author, null, workspace.Now) };
                }
                if (state.Pending.Count > 0)
                    return (null, new Result.More(state, null));
                var slice = ChunkAttempt.NextSlice(plan, state.Next);
                foreach (var part in slice.Chunk(PartitionCommit.Room - 1))
                {
                    state = state with { Status = PlanStatus.Applying, Pending = [.. state.Pending, .. part], Next = part[^1] + 1 };
                    foreach (var index in part)
                        Tell(ledger, FactKind.ActionIntended, actor, plan, plan.Actions[index], null);
                    ledger.Put(Scopes.State, state);
                    if (part[^1] == slice[^1])
                        break;
                    if (!await ledger.CommitAsync(ct))
                        throw new InvalidOperationException($"Plan {plan.Id.Brief} is being applied by somebody else.");
                    ledger = await PartitionCommit.OpenAsync(workspace, scope, ct);
                }
                return (ledger, new Result.More(state, null));
            },
            ct
        );

    private static async Task<Result> FinishAsync(
        Workspace workspace,
        Actor actor,
        Plan plan,
        IReadOnlyList<(int Index, ActionOutcomeOf Outcome)> outcomes,
        DateTimeOffset? notBefore,
        CancellationToken ct
    )
    {
        var scope = Scopes.Plan(plan.Id);
        var done = outcomes
            .Where(o => o.Outcome.Outcome is ActionOutcome.Applied or ActionOutcome.AlreadyTrue)
            .Select(o => plan.Actions[o.Index])
            .Where(a => Reduction.Of(a, plan.Inputs.On) is not null)
            .ToArray();
        if (done.Length > 0)
        {
            var taken = Brake.Unforetold(done, plan.Inputs.On, await workspace.Present.AnnouncementAsync(workspace, ct));
            if (taken.Count > 0)
                await PastReductions.RememberAsync(workspace, plan.Id, outcomes[0].Index, taken, ct);
        }
        foreach (
            var part in outcomes.Count == 0
                ?
                [
                    [],
                ]
                : outcomes.Chunk(ChunkAttempt.OutcomesAtOnce)
        )
        {
            var closed = await OptimisticCommit.RunAsync(
                async () =>
                {
                    var ledger = await PartitionCommit.OpenAsync(workspace, scope, ct);
                    var state = (await PlanList.StateAsync(workspace, plan.Id, ct))!;
                    var counts = new Dictionary<string, int>(state.Outcomes);
                    foreach (var (index, outcome) in part)
                    {
                        if (!state.Pending.Contains(index))
                            continue;
                        var word = OutcomeCodes.Of(outcome.Outcome);
                        counts[word] = counts.GetValueOrDefault(word) + 1;
                        Tell(ledger, FactKind.ActionApplied, actor, plan, plan.Actions[index], outcome.Outcome);
                        if (plan.Actions[index] is PlannedAction.CreateAccount && outcome.ObjectId is { } created)
                            ledger.Put(ChunkAttempt.CreatedRow(plan.Actions[index].Target.Employee), new ChunkAttempt.Created(created));
                    }
                    var ended = part.Select(p => p.Index).ToHashSet();
                    var stale = part.Where(p =>
                            p.Outcome.Outcome is ActionOutcome.Stale or ActionOutcome.Failed
                            && plan.Actions[p.Index] is not PlannedAction.RemoveMember
                        )
                        .Select(p => plan.Actions[p.Index].Target.Employee);
                    state = state with
                    {
                        Pending = [.. state.Pending.Where(i => !ended.Contains(i))],
                        Outcomes = counts,
                        StaleTargets = [.. state.StaleTargets.Union(stale).Order()],
                    };
                    if (state.IsDone)
                        state = state with { Status = PlanStatus.Applied, AppliedAt = workspace.Now };
                    return ((PartitionCommit?)ledger.Put(Scopes.State, state), state);
                },
                ct
            );
            if (closed.IsDone)
            {
                await MakePlan.CompletedAsync(workspace, plan.Id, ct);
                return new Result.Done(closed);
            }
        }
        return new Result.More((await PlanList.StateAsync(workspace, plan.Id, ct))!, notBefore);
    }

    private static void Tell(PartitionCommit ledger, FactKind kind, Actor actor, Plan plan, PlannedAction action, ActionOutcome? outcome)
    {
        var body = new FactBody()
            .Add(Fact.ActionKey, action.Id.Value)
            .Add("plan", plan.Id.Value)
            .Add("what", ActionCodes.Of(action))
            .Add("account", action.Target.ObjectId?.ToString());
        if (action is PlannedAction.AddMember add)
            body.Add("entitlement", add.Entitlement.Value).Add("zone", ZoneCodes.Of(add.Zone));
        if (action is PlannedAction.RemoveMember remove)
            body.Add("entitlement", remove.Entitlement.Value).Add("zone", ZoneCodes.Of(remove.Zone));
        if (outcome is null)
            body.Add("cause", CauseCodes.Of(action.Because.Cause))
                .Add("rule", action.Because.Rule?.Value)
                .Add("article", action.Because.Article.Number);
        else
        {
            body.Add(Fact.OutcomeKey, OutcomeCodes.Of(outcome));
            if (outcome is ActionOutcome.Stale stale)
                body.Add("seen", stale.Seen);
            if (outcome is ActionOutcome.Failed failed)
                body.Add("code", failed.Code);
        }
        ledger.Tell(
            kind,
            actor,
            action.Target.Employee.Value,
            body,
            $"{(outcome is null ? "intent" : "outcome")}:{action.Id.Value}:{plan.Id.Value}"
        );
    }
}

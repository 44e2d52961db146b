using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Applying;

/// <summary>Begins the next actions of a plan, if it may be applied. Law of the house: intent is durable before the effect.</summary>
internal sealed class BeginChunk(Workspace workspace, Actor actor, Plan plan)
{
    /// <summary>Enough for a chunk: every commit writes the list of what is pending.</summary>
    internal const int EnoughAtOnce = 400;

    /// <summary>Intents of one commit: the state and the salts of what is personal are two rows more.</summary>
    internal const int IntentsAtOnce = PartitionCommit.Room - 2;

    private readonly string scope = Scopes.Plan(plan.Id);

    /// <summary>Commits what the decider says.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns><see cref="ApplyChunk.Result.More"/> when there are pending actions to try, or none is left to begin.</returns>
    public async Task<ApplyChunk.Result> RunAsync(CancellationToken ct)
    {
        // Only a plan that has not begun asks, and none goes back to that.
        var before = await StateAsync(ct);
        var brakeNow = ApplyDecider.AsksBrake(before.Progress()) ? await BrakeNow.JudgeAsync(workspace, plan, ct) : null;
        var slice = new Queue<int[]>(Slice(before.Next).Chunk(IntentsAtOnce));
        var begun = await OptimisticCommit.RunAsync(() => DecideAsync(brakeNow, before.Next, slice.Count > 0 ? slice.Peek() : [], ct), ct);
        if (begun is not (ApplyChunk.Result.More more, ChunkStep.Begin))
            return begun.Result;
        // What does not fit one commit follows: killed between, the next chunk tries what was written.
        while (slice.TryDequeue(out _) && slice.TryPeek(out var part))
            more = more with { State = await OptimisticCommit.RunAsync(() => AddAsync(part, ct), ct) };
        return more;
    }

    /// <summary>What the directory takes at once of the phase that is next: a later one begins when it has ended.</summary>
    private IEnumerable<int> Slice(int next)
    {
        var phase = ActionOrder.PhaseFrom(plan.Actions, next);
        return phase.Count == 0 ? [] : Enumerable.Range(next, workspace.Directory.TakesAtOnce(phase, EnoughAtOnce));
    }

    private async Task<(PartitionCommit?, (ApplyChunk.Result Result, ChunkStep Step))> DecideAsync(
        Verdict? brakeNow,
        int from,
        int[] part,
        CancellationToken ct
    )
    {
        var commit = await PartitionCommit.OpenAsync(workspace, scope, ct);
        var state = await StateAsync(ct);
        var step = ApplyDecider.Next(plan, state.Progress(), workspace.Moment(), brakeNow);
        switch (step)
        {
            case ChunkStep.Ended:
                return (null, (new ApplyChunk.Result.Done(state), step));
            case ChunkStep.Refuse(var why):
                return (null, (new ApplyChunk.Result.Refused(why), step));
            case ChunkStep.HoldBack(var why, var now):
                var held = new ApplyChunk.Result.Refused(why) { HeldBack = state with { Verdict = now } };
                return (BrakeNow.Hold(commit, actor, state, now), (held, step));
            case ChunkStep.GoOn or ChunkStep.Close:
                return (null, (new ApplyChunk.Result.More(state, null), step));
            case ChunkStep.Begin(var approval):
                if (state.Next != from)
                    throw new InvalidOperationException($"Plan {plan.Id.Brief} is being applied by somebody else.");
                var begun = Intend(commit, state with { Approval = approval ?? state.Approval }, part);
                return (commit, (new ApplyChunk.Result.More(begun, null), step));
            default:
                throw new InvalidOperationException(step.GetType().Name);
        }
    }

    private async Task<(PartitionCommit?, PlanState)> AddAsync(int[] part, CancellationToken ct)
    {
        var commit = await PartitionCommit.OpenAsync(workspace, scope, ct);
        var state = await StateAsync(ct);
        if (state.Next != part[0])
            throw new InvalidOperationException($"Plan {plan.Id.Brief} is being applied by somebody else.");
        return (commit, Intend(commit, state, part));
    }

    private PlanState Intend(PartitionCommit commit, PlanState state, int[] part)
    {
        var facts = new ChunkFacts(commit, actor, plan);
        var salts = new PersonalSalts();
        foreach (var index in part)
            facts.TellIntent(plan.Actions[index], salts);
        if (part.Length > 0)
            salts.Put(commit, part[0]);
        var begun = state with { Status = PlanStatus.Applying, Pending = [.. state.Pending, .. part], Next = part[^1] + 1 };
        commit.Put(Scopes.State, begun);
        return begun;
    }

    private async Task<PlanState> StateAsync(CancellationToken ct) =>
        await PlanList.StateAsync(workspace, plan.Id, ct) ?? throw new InvalidOperationException($"Plan {plan.Id} is not kept.");
}

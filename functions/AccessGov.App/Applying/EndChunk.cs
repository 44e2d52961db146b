using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Applying;

/// <summary>Commits what became of the actions of a chunk, and closes the plan after its last.</summary>
internal sealed class EndChunk(Workspace workspace, Actor actor, Plan plan)
{
    /// <summary>Outcomes of one commit: each may bring a fact and a row, and the state is one more.</summary>
    internal const int OutcomesAtOnce = (PartitionCommit.Room - 1) / 2;

    /// <summary>Commits final outcomes.</summary>
    /// <param name="outcomes">By the place of their action; may be empty.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Where the plan stands.</returns>
    public async Task<PlanState> RunAsync(IReadOnlyList<(int Index, ActionOutcomeOf Of)> outcomes, CancellationToken ct)
    {
        // Before the outcomes: told twice it counts once, not told at all it would be missing from the brake's window.
        await RememberTakenAsync(outcomes, ct);
        await RememberAccountsAsync(outcomes, ct);
        await GivenRights.RememberAsync(workspace, plan, outcomes.Select(o => (plan.Actions[o.Index], o.Of.Outcome, o.Of.ObjectId)), ct);
        PlanState? state = null;
        foreach (var part in outcomes.Chunk(OutcomesAtOnce).DefaultIfEmpty([]))
            state = await OptimisticCommit.RunAsync(() => CloseAsync(part, ct), ct);
        if (state!.IsDone)
            await MakePlan.CompletedAsync(workspace, actor, state, ct);
        return state;
    }

    private async Task RememberTakenAsync(IReadOnlyList<(int Index, ActionOutcomeOf Of)> outcomes, CancellationToken ct)
    {
        var done = ApplyDecider.Taken(plan, outcomes.Select(o => (o.Index, o.Of.Outcome)));
        if (done.Count == 0)
            return;
        // Counted from the day it is done, whatever day the plan tells: a plan for yesterday is no way past the brake.
        var announcement = await ForetoldMoves.OfAsync(workspace, PlanParts.PeopleOf(done), ct);
        var taken = Brake.Unforetold(done, workspace.Today, announcement);
        var opened = Brake.Openings(done, workspace.Today, announcement);
        if (taken.Count > 0 || opened.Count > 0)
            await PastReductions.RememberAsync(workspace, plan.Id, outcomes[0].Index, taken, opened, ct);
    }

    /// <summary>What was shut and opened by us: whoever else does it contradicts the facts.</summary>
    private async Task RememberAccountsAsync(IReadOnlyList<(int Index, ActionOutcomeOf Of)> outcomes, CancellationToken ct)
    {
        var pasts = new Dictionary<Guid, AccountPast>();
        var done = outcomes
            .Where(o => o.Of.Outcome is ActionOutcome.Applied or ActionOutcome.AlreadyTrue)
            .Select(o => (Action: plan.Actions[o.Index], Account: o.Of.ObjectId ?? plan.Actions[o.Index].Target.ObjectId))
            .Where(o => o.Account is not null)
            .Select(o => (o.Action, Account: o.Account!.Value))
            .ToList();
        var known = await AccountPasts.OfAsync(workspace, EndedFirst(done), ct);
        foreach (var (action, account) in done)
        {
            var before = pasts.GetValueOrDefault(account);
            if (before is null && action is PlannedAction.RevokeSessions)
                before = known.Find(account);
            if (AccountMemory.After(before, action, account, workspace.Today) is { } past)
                pasts[account] = past;
        }
        await AccountPasts.RememberAsync(workspace, pasts.Values, ct);
    }

    /// <summary>
    /// Accounts whose sessions were ended before anything else of them was remembered: only this adds to what the store remembers; the
    /// others say all of it.
    /// </summary>
    private List<Guid> EndedFirst(IEnumerable<(PlannedAction Action, Guid Account)> done)
    {
        var (ended, remembered) = (new List<Guid>(), new HashSet<Guid>());
        foreach (var (action, account) in done)
        {
            if (action is PlannedAction.RevokeSessions && !remembered.Contains(account))
                ended.Add(account);
            if (AccountMemory.After(null, action, account, workspace.Today) is not null)
                remembered.Add(account);
        }
        return ended;
    }

    private async Task<(PartitionCommit?, PlanState)> CloseAsync((int Index, ActionOutcomeOf Of)[] part, CancellationToken ct)
    {
        var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Plan(plan.Id), ct);
        var state = (await PlanList.StateAsync(workspace, plan.Id, ct))!;
        var facts = new ChunkFacts(commit, actor, plan);
        // At most one row for each outcome, as for what was created.
        var leftAlone = new SortedSet<EmployeeId>();
        foreach (var (index, (_, outcome, objectId)) in part.Where(p => state.Pending.Contains(p.Index)))
        {
            facts.TellOutcome(plan.Actions[index], outcome, objectId);
            // What was found otherwise than planned has an account too: whose, nobody has agreed to.
            var isDone = outcome is ActionOutcome.Applied or ActionOutcome.AlreadyTrue;
            if (isDone && plan.Actions[index] is PlannedAction.CreateAccount && objectId is { } created)
                commit.Put(ChunkRows.CreatedOf(plan.Actions[index].Target.Employee), new ChunkRows.Created(created));
            else if (ApplyDecider.LeavesAlone(plan.Actions[index], outcome))
                leftAlone.Add(plan.Actions[index].Target.Employee);
        }
        foreach (var worker in leftAlone)
            commit.Put(ChunkRows.LeftAloneOf(worker), new ChunkRows.LeftAlone());
        var after = state.With(ApplyDecider.After(state.Progress(), part.Select(p => (p.Index, p.Of.Outcome))));
        if (after.Status == PlanStatus.Applied)
            after = after with { AppliedAt = state.AppliedAt ?? workspace.Now };
        return (commit.Put(Scopes.State, after), after);
    }
}

using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

/// <summary>One try at the pending actions of a plan: look where the planner's expectation must still hold, then act.</summary>
internal sealed class ChunkAttempt(Workspace workspace, Plan plan, PlanState state)
{
    /// <summary>A directory that did not answer and named no time is looked at again after this long.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    internal sealed record Created(Guid ObjectId);

    public static string CreatedRow(EmployeeId employee) => $"created:{employee}";

    /// <summary>Tries the pending actions.</summary>
    /// <param name="ct">Gives up; nothing of it is known then, and every effect bears repeating.</param>
    /// <returns>Final outcomes, and when to go on with those that were deferred.</returns>
    public async Task<(IReadOnlyList<(int, ActionOutcomeOf)> Outcomes, DateTimeOffset? NotBefore)> TryAsync(CancellationToken ct)
    {
        var outcomes = new List<(int Index, ActionOutcomeOf Outcome)>();
        var toTry = await WithoutCertainAsync(outcomes, ct);
        try
        {
            await LookAsync(toTry, outcomes, ct);
            await LookIntoBinAsync(toTry, outcomes, ct);
        }
        catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Transient transient)
        {
            return (outcomes, workspace.Now + (transient.RetryAfter ?? LookAgainAfter));
        }
        return (outcomes, toTry.Count == 0 ? null : await ActAsync(toTry, outcomes, ct));
    }

    /// <summary>The actions that are to be tried; of the others the outcome is certain without the directory.</summary>
    private async Task<List<(int Index, PlannedAction Action)>> WithoutCertainAsync(
        List<(int Index, ActionOutcomeOf Outcome)> outcomes,
        CancellationToken ct
    )
    {
        var stale = state.StaleTargets.ToHashSet();
        var toTry = new List<(int Index, PlannedAction Action)>();
        if (state.Pending.Count == 0)
            return toTry;
        var present = await workspace.Present.OfAsync(workspace, ct);
        var deletions = state.Pending.Select(i => plan.Actions[i]).OfType<PlannedAction.DeleteAccount>();
        var past = await AccountPasts.OfAsync(workspace, deletions.Select(d => d.Target.ObjectId).OfType<Guid>(), ct);
        var isBehind = await ClockBehind.DaysAsync(workspace, present.Facts.Roster, ct) > 0;
        var pending = state.Pending.Select(i => plan.Actions[i]).Where(NeedsObjectId).Select(a => CreatedRow(a.Target.Employee));
        var created = await ManyRows.ReadAsync<Created>(workspace, Scopes.Plan(plan.Id), pending, ct);
        foreach (var index in state.Pending)
        {
            var action = WithObjectId(plan.Actions[index], created);
            if (isBehind && ActionOrder.Gives(action))
                outcomes.Add((index, Of(action, new ActionOutcome.Stale(OutcomeCodes.ClockBehind))));
            else if (ApplyDecider.BeforeLook(action, stale, present, past) is { } certain)
                outcomes.Add((index, Of(action, certain)));
            else
                toTry.Add((index, action));
        }
        return toTry;
    }

    private async Task<DateTimeOffset?> ActAsync(
        List<(int Index, PlannedAction Action)> toTry,
        List<(int Index, ActionOutcomeOf Outcome)> outcomes,
        CancellationToken ct
    )
    {
        DateTimeOffset? notBefore = null;
        var results = await workspace.Directory.ApplyAsync([.. toTry.Select(t => t.Action)], ct);
        for (var i = 0; i < results.Count; i++)
            if (results[i].Outcome is ActionOutcome.Deferred deferred)
                notBefore = notBefore is null || deferred.Until > notBefore ? deferred.Until : notBefore;
            else
                outcomes.Add((toTry[i].Index, results[i]));
        return notBefore;
    }

    private async Task LookAsync(List<(int Index, PlannedAction Action)> toTry, List<(int, ActionOutcomeOf)> outcomes, CancellationToken ct)
    {
        var needed = toTry
            .Where(t =>
                Freshness.NeedsLook(t.Action, t.Action is PlannedAction.AddMember && EarlierLook.Happens(plan, t.Action.Target.Employee))
            )
            .ToArray();
        var now =
            needed.Length == 0
                ? new Dictionary<Guid, AccountNow>()
                : await workspace.Directory.LookAsync(needed.Select(t => t.Action.Target.ObjectId!.Value).ToHashSet(), ct);
        foreach (var item in needed)
            if (Freshness.Check(item.Action, (now[item.Action.Target.ObjectId!.Value] as AccountNow.Present)?.Account) is { } certain)
            {
                outcomes.Add((item.Index, Of(item.Action, certain)));
                toTry.Remove(item);
            }
    }

    /// <summary>Somebody whose account was deleted since the plan gets it back, not a new one: that is for the next plan.</summary>
    private async Task LookIntoBinAsync(
        List<(int Index, PlannedAction Action)> toTry,
        List<(int, ActionOutcomeOf)> outcomes,
        CancellationToken ct
    )
    {
        if (!toTry.Exists(t => t.Action is PlannedAction.CreateAccount))
            return;
        var bin = await workspace.Directory.DeletedAsync(at => DateOnly.FromDateTime(workspace.Local(at).DateTime), ct);
        var numbers = bin.Select(d => d.EmployeeId).OfType<EmployeeId>().ToHashSet();
        var creations = toTry.Where(t => t.Action is PlannedAction.CreateAccount);
        foreach (var item in creations.Where(t => numbers.Contains(t.Action.Target.Employee)).ToArray())
        {
            outcomes.Add((item.Index, Of(item.Action, new ActionOutcome.Stale(OutcomeCodes.DeletedAccountExists))));
            toTry.Remove(item);
        }
    }

    /// <summary>True for what is done to an account that the plan makes.</summary>
    private static bool NeedsObjectId(PlannedAction action) => action.Target.ObjectId is null && action is not PlannedAction.CreateAccount;

    private static PlannedAction WithObjectId(PlannedAction action, IReadOnlyDictionary<string, Created> created) =>
        NeedsObjectId(action) && created.GetValueOrDefault(CreatedRow(action.Target.Employee)) is { } made
            ? action with
            {
                Target = action.Target with { ObjectId = made.ObjectId },
            }
            : action;

    private static ActionOutcomeOf Of(PlannedAction action, ActionOutcome outcome) => new(action.Id, outcome, action.Target.ObjectId);
}

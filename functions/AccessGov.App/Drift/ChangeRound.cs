using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Drift;

/// <summary>
/// Takes up what is marked, until nothing is left or what is left must wait. Looks first and plans only when something is to be done:
/// the echo of our own writes finds everything as it should be and leaves no trace.
/// </summary>
internal sealed class ChangeRound(Workspace workspace, Actor actor)
{
    private const string Everybody = "everybody";
    private static readonly TimeSpan UntilApplied = TimeSpan.FromSeconds(5);
    private readonly PlanRateLimit pace = new(workspace, actor);

    /// <summary>More than are looked at in one go are everybody's matter.</summary>
    private readonly int mostLooked = workspace.Directory.LooksAtOnce;

    /// <summary>Takes up marks until none is left, or until those that are left must wait.</summary>
    /// <param name="ct">Stops the round; marks that were not taken up stay.</param>
    /// <returns>When to look at what is left; null when nothing is left.</returns>
    public async Task<TimeSpan?> RunAsync(CancellationToken ct)
    {
        while (await ChangeMarks.ReadAsync(workspace, ct) is { Count: > 0 } marks)
        {
            var groups = marks.Where(m => m.Mark is ChangeMark.Group).ToList();
            if (groups.Count > 0)
                await MarkMembersAsync(groups, ct);
            else if (await LookAsync(marks, ct) is { } wait)
                return wait;
        }
        return null;
    }

    /// <summary>A group that changed becomes marks of the people whom that concerns.</summary>
    private async Task MarkMembersAsync(List<ChangeMarks.Found> groups, CancellationToken ct)
    {
        foreach (var group in groups)
            await new GroupChange(workspace).MarkPeopleAsync(((ChangeMark.Group)group.Mark).Id, ct);
        await ChangeMarks.TakeAwayAsync(workspace, groups, ct);
    }

    /// <summary>Looks at whom the marks name: at each alone, or at everybody.</summary>
    private async Task<TimeSpan?> LookAsync(IReadOnlyList<ChangeMarks.Found> marks, CancellationToken ct)
    {
        var beingApplied = await BeingAppliedAsync(ct);
        var single = marks.Where(m => m.Mark is ChangeMark.Account or ChangeMark.Worker).ToList();
        var namesEverybody = single.Count < marks.Count;
        if (!namesEverybody && single.Count <= mostLooked)
            return await OneByOneAsync(single, beingApplied, ct);
        if (beingApplied is null)
            return await EverybodyAsync(marks, ct);
        // While a plan runs, most of what differs is what it is about to do: everybody waits, and only those whom it does not concern
        // are looked at.
        if (single.Count > mostLooked)
            return UntilApplied;
        return await OneByOneAsync(single, beingApplied, ct) ?? UntilApplied;
    }

    private async Task<TimeSpan?> EverybodyAsync(IEnumerable<ChangeMarks.Found> marks, CancellationToken ct)
    {
        if (await pace.WaitAsync(Everybody, ct) is { } wait)
            return wait;
        if (await IsAnythingToDoAsync(null, ct))
            await PlanAsync(null, ct);
        await ChangeMarks.TakeAwayAsync(workspace, marks, ct);
        return null;
    }

    private async Task<TimeSpan?> OneByOneAsync(List<ChangeMarks.Found> marks, HashSet<EmployeeId>? beingApplied, CancellationToken ct)
    {
        var owned = (await OwnersAsync(marks, ct)).ToLookup(o => beingApplied?.Contains(o.Worker) ?? false);
        var (now, later) = (owned[false].ToList(), owned[true].ToList());
        if (now.Count > DirectoryChanged.MostAlone)
            return beingApplied is null ? await EverybodyAsync(now.Select(o => o.Mark), ct) : UntilApplied;
        TimeSpan? wait = later.Count > 0 ? UntilApplied : null;
        foreach (var one in now)
            wait = Sooner(wait, await OneAsync(one, ct));
        return wait;
    }

    private async Task<TimeSpan?> OneAsync(Owned one, CancellationToken ct)
    {
        if (await pace.WaitAsync(one.Worker.Value, ct) is { } wait)
            return wait;
        if (await IsAnythingToDoAsync(one.Worker, ct))
            await PlanAsync(one.Worker, ct);
        await ChangeMarks.TakeAwayAsync(workspace, [one.Mark], ct);
        return null;
    }

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;

    /// <summary>A mark with the worker whose account changed.</summary>
    private sealed record Owned(ChangeMarks.Found Mark, EmployeeId Worker);

    /// <summary>Whose the marked accounts are. Marks of nobody's accounts are taken away: guests and shared accounts change too.</summary>
    private async Task<List<Owned>> OwnersAsync(List<ChangeMarks.Found> marks, CancellationToken ct)
    {
        var accounts = marks.Select(m => m.Mark).OfType<ChangeMark.Account>().Select(m => m.Id);
        var now = await workspace.Directory.LookAsync([.. accounts], ct);
        var owned = new List<Owned>();
        var nobodys = new List<ChangeMarks.Found>();
        foreach (var found in marks)
        {
            if (found.Mark is ChangeMark.Worker worker)
                owned.Add(new(found, worker.Id));
            else if (now[((ChangeMark.Account)found.Mark).Id] is AccountNow.Present { Account.EmployeeId: { } owner })
                owned.Add(new(found, owner));
            else
                nobodys.Add(found);
        }
        // Whose a deleted account was, only a look at everybody can tell.
        if (nobodys.Any(m => now[((ChangeMark.Account)m.Mark).Id] is AccountNow.Absent))
            await ChangeMarks.AddAsync(workspace, new ChangeMark.Everybody(), ct);
        await ChangeMarks.TakeAwayAsync(workspace, nobodys, ct);
        return owned;
    }

    private async Task PlanAsync(EmployeeId? worker, CancellationToken ct)
    {
        await pace.PlannedAsync(worker?.Value ?? Everybody, ct);
        await PlanToday.RunAsync(workspace, actor, worker, ct);
    }

    private async Task<bool> IsAnythingToDoAsync(EmployeeId? only, CancellationToken ct)
    {
        var question = new MakePlan.Question(workspace.Today, only, new HashSet<SourceId>());
        var (desired, read) = await DesiredAndActual.ReadAsync(workspace, question, null, ct);
        var roster = desired.Facts.Roster;
        if (roster.Workers.Count == 0)
            return false;
        if (only is { } worker && !MakePlan.IsKnown(desired, worker))
            return false;
        if (read is not DirectoryRead.Complete complete)
            throw new OutsideFailureException(
                new OutsideFailure.Transient("directory-incomplete"),
                Wording.Of("Outside.directory-incomplete")
            );
        return (await DesiredAndActual.PlanAsync(workspace, question, desired, complete, null, ct)).Plan.Actions.Count > 0;
    }

    /// <summary>
    /// Whom the plans concern that are being applied; null when none is. One that stands still for longer than plans are valid holds up
    /// nobody.
    /// </summary>
    private async Task<HashSet<EmployeeId>?> BeingAppliedAsync(CancellationToken ct)
    {
        HashSet<EmployeeId>? workers = null;
        foreach (var state in await PlanList.NewestAsync(workspace, 20, ct))
        {
            if (state.Status != PlanStatus.Applying || workspace.Now - state.MadeAt >= workspace.PlanValidFor)
                continue;
            var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
            (workers ??= []).UnionWith(plan.Actions.Select(a => a.Target.Employee));
        }
        return workers;
    }
}

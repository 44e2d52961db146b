using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
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

    /// <summary>Runs.</summary>
    /// <returns>When to look at what is left; null when nothing is left.</returns>
    public async Task<TimeSpan?> RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var marks = await ChangeMarks.ReadAsync(workspace, ct);
            if (marks.Count == 0)
                return null;
            if (marks.Where(m => m.Mark is ChangeMark.Group).ToList() is { Count: > 0 } groups)
            {
                foreach (var group in groups)
                    await new GroupChange(workspace).MarkPeopleAsync(((ChangeMark.Group)group.Mark).Id, ct);
                await ChangeMarks.TakeAwayAsync(workspace, groups, ct);
                continue;
            }
            var applied = await AppliedNowAsync(ct);
            var alone = marks.Where(m => m.Mark is ChangeMark.Account or ChangeMark.Worker).ToList();
            var areMany = alone.Count > mostLooked || alone.Count < marks.Count;
            // While a plan runs, most of what differs is what it is about to do: everybody waits, and only those whom it does not concern
            // are looked at.
            var wait =
                !areMany ? await AloneAsync(alone, applied, ct)
                : applied is null ? await EverybodyAsync(marks, ct)
                : alone.Count > mostLooked ? UntilApplied
                : await AloneAsync(alone, applied, ct) ?? UntilApplied;
            if (wait is not null)
                return wait;
        }
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

    private async Task<TimeSpan?> AloneAsync(List<ChangeMarks.Found> marks, HashSet<EmployeeId>? applied, CancellationToken ct)
    {
        var ready = await ReadyAsync(marks, ct);
        var waiting = applied is null ? [] : ready.Where(r => applied.Contains(r.Worker)).ToList();
        ready.RemoveAll(waiting.Contains);
        TimeSpan? wait = waiting.Count > 0 ? UntilApplied : null;
        if (ready.Count > DirectoryChanged.MostAlone)
            return applied is not null ? UntilApplied : await EverybodyAsync(ready.Select(r => r.Mark), ct);
        foreach (var (mark, worker) in ready)
            if (await pace.WaitAsync(worker.Value, ct) is { } longer)
                wait = wait < longer ? wait : longer;
            else
            {
                if (await IsAnythingToDoAsync(worker, ct))
                    await PlanAsync(worker, ct);
                await ChangeMarks.TakeAwayAsync(workspace, [mark], ct);
            }
        return wait;
    }

    /// <summary>Whose the marked accounts are. Marks of nobody's accounts are taken away: guests and shared accounts change too.</summary>
    private async Task<List<(ChangeMarks.Found Mark, EmployeeId Worker)>> ReadyAsync(List<ChangeMarks.Found> marks, CancellationToken ct)
    {
        var now = await workspace.Directory.LookAsync([.. marks.Select(m => m.Mark).OfType<ChangeMark.Account>().Select(m => m.Id)], ct);
        var ready = new List<(ChangeMarks.Found, EmployeeId)>();
        var nobodys = new List<ChangeMarks.Found>();
        foreach (var found in marks)
            if (found.Mark is ChangeMark.Worker worker)
                ready.Add((found, worker.Id));
            else if (now[((ChangeMark.Account)found.Mark).Id] is AccountNow.Present { Account.EmployeeId: { } owner })
                ready.Add((found, owner));
            else
                nobodys.Add(found);
        // Whose a deleted account was, only a look at everybody can tell.
        if (nobodys.Any(m => now[((ChangeMark.Account)m.Mark).Id] is AccountNow.Absent))
            await ChangeMarks.AddAsync(workspace, new ChangeMark.Everybody(), ct);
        await ChangeMarks.TakeAwayAsync(workspace, nobodys, ct);
        return ready;
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
        if (desired.Facts.Roster.Workers.Count == 0 || (only is { } worker && desired.Facts.Roster.Find(worker) is null))
            return false;
        if (read is not DirectoryRead.Complete(var snapshot))
            throw new App.Failures.OutsideFailureException(
                new OutsideFailure.Transient("directory-incomplete"),
                "The directory could not be read completely."
            );
        return DesiredAndActual.Plan(desired, snapshot, null, only).Actions.Count > 0;
    }

    /// <summary>
    /// Whom the plans concern that are being applied; null when none is. One that stands still for longer than plans are valid holds up
    /// nobody.
    /// </summary>
    private async Task<HashSet<EmployeeId>?> AppliedNowAsync(CancellationToken ct)
    {
        HashSet<EmployeeId>? workers = null;
        foreach (var state in await PlanList.NewestAsync(workspace, 20, ct))
            if (state.Status == PlanStatus.Applying && workspace.Now - state.MadeAt < workspace.PlanValidFor)
                (workers ??= []).UnionWith((await workspace.Kept.PlanAsync(state.Kept, ct)).Actions.Select(a => a.Target.Employee));
        return workers;
    }
}

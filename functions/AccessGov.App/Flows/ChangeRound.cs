using AccessGov.App.Directory;
using AccessGov.Core.Audit;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Flows;

/// <summary>
/// Takes up what is marked, until nothing is left or what is left must wait. Looks first and plans only when something is to be done:
/// the echo of our own writes finds everything as it should be and leaves no trace.
/// </summary>
internal sealed class ChangeRound(Workspace workspace, Actor actor)
{
    /// <summary>So many accounts are looked up at once; more are everybody's matter.</summary>
    private const int MostLooked = 300;

    private const string Everybody = "everybody";
    private static readonly TimeSpan UntilApplied = TimeSpan.FromSeconds(5);
    private readonly PlanPace pace = new(workspace, actor);

    /// <summary>Runs.</summary>
    /// <returns>When to look at what is left; null when nothing is left.</returns>
    public async Task<TimeSpan?> RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var marks = await ChangeMarks.ReadAsync(workspace, ct);
            if (marks.Count == 0) return null;
            var wait = IsForEverybody(marks) ? await EverybodyAsync(marks, ct) : await AloneAsync(marks, ct);
            if (wait is not null) return wait;
        }
    }

    private static bool IsForEverybody(IReadOnlyList<ChangeMarks.Found> marks) => marks.Count > MostLooked || marks.Any(m => m.Mark is not ChangeMark.Account);

    private async Task<TimeSpan?> EverybodyAsync(IReadOnlyList<ChangeMarks.Found> marks, CancellationToken ct)
    {
        // While a plan runs, most of what differs is what it is about to do.
        if ((await AppliedNowAsync(ct)).Any) return UntilApplied;
        if (await pace.WaitAsync(Everybody, ct) is { } wait) return wait;
        if (await IsAnythingToDoAsync(null, ct)) await PlanAsync(null, ct);
        await ChangeMarks.TakeAwayAsync(workspace, marks, ct);
        return null;
    }

    private async Task<TimeSpan?> AloneAsync(IReadOnlyList<ChangeMarks.Found> marks, CancellationToken ct)
    {
        var now = await workspace.Directory.LookAsync([.. marks.Select(m => ((ChangeMark.Account)m.Mark).Id)], ct);
        var (isAny, applied) = await AppliedNowAsync(ct);
        var gone = new List<ChangeMarks.Found>();
        var ready = new List<(ChangeMarks.Found Mark, EmployeeId Worker)>();
        TimeSpan? wait = null;
        foreach (var mark in marks)
            switch (now[((ChangeMark.Account)mark.Mark).Id])
            {
                case AccountNow.Present { Account.EmployeeId: { } worker } when applied.Contains(worker):
                    wait = UntilApplied;
                    break;
                case AccountNow.Present { Account.EmployeeId: { } worker }:
                    ready.Add((mark, worker));
                    break;
                default:
                    gone.Add(mark);
                    break;
            }
        // An account that nobody we know has: guests and shared accounts change too. Whose a deleted one was, only everybody's plan can tell.
        if (gone.Any(m => now[((ChangeMark.Account)m.Mark).Id] is AccountNow.Absent)) await ChangeMarks.AddAsync(workspace, new ChangeMark.Everybody(), ct);
        await ChangeMarks.TakeAwayAsync(workspace, gone, ct);
        if (ready.Count > DirectoryChanged.MostAlone && isAny) return UntilApplied;
        if (ready.Count > DirectoryChanged.MostAlone) return await EverybodyAsync([.. ready.Select(r => r.Mark)], ct) ?? wait;
        foreach (var (mark, worker) in ready)
            if (await pace.WaitAsync(worker.Value, ct) is { } longer) wait = wait < longer ? wait : longer;
            else
            {
                if (await IsAnythingToDoAsync(worker, ct)) await PlanAsync(worker, ct);
                await ChangeMarks.TakeAwayAsync(workspace, [mark], ct);
            }
        return wait;
    }

    private async Task PlanAsync(EmployeeId? worker, CancellationToken ct)
    {
        await pace.PlannedAsync(worker?.Value ?? Everybody, ct);
        await PlanToday.RunAsync(workspace, actor, worker, ct);
    }

    private async Task<bool> IsAnythingToDoAsync(EmployeeId? only, CancellationToken ct)
    {
        var question = new MakePlan.Question(workspace.Today, only, new HashSet<SourceId>());
        var (facts, read) = await BothSides.ReadAsync(workspace, question, null, ct);
        if (facts.Roster.Workers.Count == 0 || (only is { } worker && facts.Roster.Find(worker) is null)) return false;
        if (read is not DirectoryRead.Complete(var snapshot))
            throw new Hosting.OutsideFailureException(new Hosting.OutsideFailure.Transient("directory-incomplete"), "The directory could not be read completely.");
        return BothSides.Plan(Core.Reconciliation.Entitlements.Of(facts, workspace.Policy, question.On), snapshot, null, only).Actions.Count > 0;
    }

    /// <summary>Whom the plans concern that are being applied. One that stands still for longer than plans are valid holds up nobody.</summary>
    private async Task<(bool Any, HashSet<EmployeeId> Workers)> AppliedNowAsync(CancellationToken ct)
    {
        var workers = new HashSet<EmployeeId>();
        var any = false;
        foreach (var state in await PlanList.NewestAsync(workspace, 20, ct))
            if (state.Status == PlanStatus.Applying && workspace.Now - state.MadeAt < workspace.PlanValidFor)
            {
                any = true;
                workers.UnionWith((await workspace.Kept.PlanAsync(state.Kept, ct)).Actions.Select(a => a.Target.Employee));
            }
        return (any, workers);
    }
}

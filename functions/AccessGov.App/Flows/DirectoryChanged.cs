using AccessGov.App.Directory;
using AccessGov.Core.Audit;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Flows;

/// <summary>Somebody changed an account by hand: a plan for the worker whose account it is.</summary>
public static class DirectoryChanged
{
    /// <summary>Looks whose account it is and plans; an account of nobody we know is left alone.</summary>
    public static async Task RunAsync(Workspace workspace, Actor actor, Guid account, CancellationToken ct)
    {
        var now = await workspace.Directory.LookAsync([account], ct);
        if (now[account] is not AccountNow.Present { Account.EmployeeId: { } worker }) return;
        var desired = await workspace.Present.OfAsync(workspace, ct);
        if (desired.Facts.Roster.Find(worker) is not null) await PlanToday.RunAsync(workspace, actor, worker, ct);
    }
}

using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>One worker's facts changed: a plan for that worker alone, so that the change does not wait for the night.</summary>
public static class HrChanged
{
    /// <summary>Plans for the worker.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="worker">Whose facts changed.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task RunAsync(Workspace workspace, Actor actor, EmployeeId worker, CancellationToken ct) =>
        PlanToday.RunAsync(workspace, actor, worker, ct);
}

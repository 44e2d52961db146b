using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>One worker's facts changed: a plan for that worker alone, so that the change does not wait for the night.</summary>
public static class HrChanged
{
    /// <summary>Plans for the worker.</summary>
    public static Task RunAsync(Workspace workspace, Actor actor, EmployeeId worker, CancellationToken ct) =>
        PlanToday.RunAsync(workspace, actor, worker, ct);
}

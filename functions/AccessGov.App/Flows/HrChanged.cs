using AccessGov.Core.Audit;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Flows;

/// <summary>One worker's facts changed: a plan for that worker alone, so that the change does not wait for the night.</summary>
public static class HrChanged
{
    /// <summary>Plans for the worker.</summary>
    public static Task RunAsync(Workspace workspace, Actor actor, EmployeeId worker, CancellationToken ct) => PlanToday.RunAsync(workspace, actor, worker, ct);
}

using AccessGov.App.Directory;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>What should be and what is.</summary>
internal static class DesiredAndActual
{
    /// <summary>
    /// Reads both. For everybody at once: the directory mostly waits for the wire while the facts keep a processor busy. For one
    /// worker one after the other, because the facts say what of the directory concerns the worker; they mostly are at hand.
    /// </summary>
    /// <returns>What should be, and the directory; null when the facts leave nothing to plan and the directory was not read to its
    /// end.</returns>
    public static Task<(DesiredState Desired, DirectoryRead? Directory)> ReadAsync(
        Workspace workspace,
        MakePlan.Question question,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    ) => question.Only is { } only ? ReadOneAsync(workspace, question, only, ct) : ReadEverythingAsync(workspace, question, progress, ct);

    /// <summary>Plans; the other processor meanwhile takes the digest of the directory, for which the plan waits at its end.</summary>
    public static Plan Plan(DesiredState desired, DirectorySnapshot snapshot, PlanId? after, EmployeeId? only, int daysBehind = 0)
    {
        _ = Task.Run(() => snapshot.Digest);
        return Reconciler.Plan(desired, snapshot, after, only, daysBehind);
    }

    private static async Task<(DesiredState, DirectoryRead?)> ReadOneAsync(
        Workspace workspace,
        MakePlan.Question question,
        EmployeeId only,
        CancellationToken ct
    )
    {
        var desired = await workspace.Present.OfAsync(workspace, question.On, question.Without, ct);
        if (desired.Facts.Roster.Find(only) is not { } worker)
            return (desired, null);
        return (
            desired,
            await workspace.Directory.CaptureVicinityAsync(MakePlan.Governed(workspace.Policy), Vicinity.Of(desired, worker), ct)
        );
    }

    private static async Task<(DesiredState, DirectoryRead?)> ReadEverythingAsync(
        Workspace workspace,
        MakePlan.Question question,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var loading = workspace.Present.OfAsync(workspace, question.On, question.Without, enough.Token);
        var capturing = workspace.Directory.CaptureAsync(MakePlan.Governed(workspace.Policy), progress, enough.Token);
        try
        {
            var desired = await loading;
            return (desired, desired.Facts.Roster.Workers.Count > 0 ? await capturing : null);
        }
        finally
        {
            if (!capturing.IsCompleted)
            {
                await enough.CancelAsync();
                await Task.WhenAny(capturing);
            }
            // What the unfinished read met no longer matters.
            _ = capturing.Exception;
        }
    }
}

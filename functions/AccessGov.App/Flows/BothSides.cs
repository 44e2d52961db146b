using AccessGov.App.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Flows;

/// <summary>What should be and what is, read at once: the directory mostly waits for the wire while the facts keep a processor busy.</summary>
internal static class BothSides
{
    /// <summary>Reads both.</summary>
    /// <returns>The facts, and the directory; null when the facts leave nothing to plan and the directory was not read to its end.</returns>
    public static async Task<(Facts Facts, DirectoryRead? Directory)> ReadAsync(
        Workspace workspace, MakePlan.Question question, IProgress<CaptureProgress>? progress, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var loading = Task.Run(() => LoadFacts.RunAsync(workspace, question.Without, enough.Token), enough.Token);
        var capturing = workspace.Directory.CaptureAsync(MakePlan.Governed(workspace.Policy), progress, enough.Token);
        try
        {
            var facts = await loading;
            var isAskable = facts.Roster.Workers.Count > 0 && (question.Only is not { } only || facts.Roster.Find(only) is not null);
            return (facts, isAskable ? await capturing : null);
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

    /// <summary>Plans; the other processor meanwhile takes the digest of the directory, for which the plan waits at its end.</summary>
    public static Plan Plan(Desired desired, DirectorySnapshot snapshot, PlanId? after, Core.Personnel.EmployeeId? only)
    {
        _ = Task.Run(() => snapshot.Digest);
        return Reconciler.Plan(desired, snapshot, after, only);
    }
}

using AccessGov.App.Planning;
using AccessGov.App.Work;

namespace AccessGov.App.Audit;

/// <summary>
/// What the nightly sweep does: seals what a crash left, in every partition that may have changed since everything was looked through.
/// Of years of plans only those of the last weeks are looked at, and all of them once in so many days.
/// </summary>
public static class SealNightly
{
    private static readonly TimeSpan EverythingAfter = TimeSpan.FromDays(30);
    private const string LookedThroughRow = "sealed";

    private sealed record LookedThrough(DateTimeOffset At);

    /// <summary>Seals.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<int> RunAsync(Workspace workspace, CancellationToken ct)
    {
        var whole = await PartitionCommit.ReadAsync<LookedThrough>(workspace, Scopes.Sweeps, LookedThroughRow, ct);
        // Also where the clock was ahead once.
        if (whole is null || workspace.Now - whole.At >= EverythingAfter || whole.At > workspace.Now)
        {
            var all = await SealAudit.EverythingAsync(workspace, ct);
            await SweepRows.PutAsync(workspace, LookedThroughRow, new LookedThrough(workspace.Now), ct);
            return all;
        }
        var scopes = new List<string>(Scopes.Lasting);
        await foreach (var scope in workspace.Records.PartitionsAsync(workspace.Tenant, Scopes.ReviewPrefix, ct))
            scopes.Add(scope);
        // A plan may be approved a day after it was made, and be applied for days.
        scopes.AddRange((await PlanList.SinceAsync(workspace, whole.At - EverythingAfter, ct)).Select(Scopes.Plan));
        var sealedFacts = 0;
        foreach (var scope in scopes)
            sealedFacts += await SealAudit.PartitionAsync(workspace, scope, ct);
        return sealedFacts;
    }
}

using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Governance;

/// <summary>
/// An installation that applied plans before decisions of two people were kept goes on as it was: its policy file is in force and it is
/// live. A new one has applied nothing and observes.
/// </summary>
internal static class Upgrade
{
    private sealed record Completed(string Id);

    /// <summary>Takes over what was in force.</summary>
    /// <param name="workspace">The tenant's stores; its policy is the file's.</param>
    /// <param name="content">The policy file.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False for a new installation.</returns>
    public static async Task<bool> RunAsync(Workspace workspace, byte[] content, CancellationToken ct)
    {
        if (await PartitionCommit.ReadAsync<Completed>(workspace, Scopes.Plans, Scopes.LastCompleted, ct) is not { Id: var last })
            return false;
        var actor = new Actor.Trigger("Upgrade");
        var kept = await workspace.Kept.KeepBytesAsync(content, ct);
        await TwoPeople.AdoptAsync(workspace, DecisionKind.Policy, null, actor, (workspace.Policy.ContentHash, kept, []), ct);
        await TwoPeople.AdoptAsync(workspace, DecisionKind.GoLive, null, actor, (last, "", []), ct);
        await DecisionsInForce.FirstPlanDoneAsync(workspace, ct);
        return true;
    }
}

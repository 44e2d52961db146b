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
    /// <param name="decisions">What two people decided.</param>
    /// <param name="content">The policy file.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False where there is nothing to take over.</returns>
    public static async Task<bool> RunAsync(Workspace workspace, DecisionsInForce decisions, byte[] content, CancellationToken ct)
    {
        if (await DueAsync(workspace, decisions, ct) is not { } last)
            return false;
        var actor = new Actor.Trigger("Upgrade");
        var kept = await workspace.Kept.KeepBytesAsync(content, ct);
        await TwoPeople.AdoptAsync(workspace, DecisionKind.Policy, null, actor, (workspace.Policy.ContentHash, kept, []), ct);
        await TwoPeople.AdoptAsync(workspace, DecisionKind.GoLive, null, actor, (last, "", []), ct);
        await DecisionsInForce.FirstPlanDoneAsync(workspace, ct);
        return true;
    }

    /// <summary>Id of the plan that such an installation completed last; null for a new one, and where decisions are kept.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="decisions">What two people decided.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<string?> DueAsync(Workspace workspace, DecisionsInForce decisions, CancellationToken ct) =>
        decisions is { Policy: null, GoLive: null }
        && !await TwoPeople.WasInForceAsync(workspace, DecisionKind.Policy, ct)
        && !await TwoPeople.WasInForceAsync(workspace, DecisionKind.GoLive, ct)
            ? (await PartitionCommit.ReadAsync<Completed>(workspace, Scopes.Plans, Scopes.LastCompleted, ct))?.Id
            : null;
}

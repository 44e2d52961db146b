using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Planning;

/// <summary>
/// Keeps which group stands for which right of the policy that plans are made from, and tells the record the hashes of both. Once for each
/// version: what a plan of last year meant by a right can be read next year, without reading YAML. The policy's file is kept already.
/// </summary>
public static class KeepPolicy
{
    private sealed record Kept(string Rights);

    /// <summary>The version that was found kept last, so that plan after plan need not look.</summary>
    private sealed class Known
    {
        public volatile string? Policy;
    }

    /// <summary>Keeps what is not kept yet.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var policy = workspace.Policy.ContentHash;
        var known = workspace.Memory.Of(() => new Known());
        if (known.Policy == policy)
            return;
        var row = $"rights|{policy}";
        if (await PartitionCommit.ReadAsync<Kept>(workspace, Scopes.Plans, row, ct) is null)
            await KeepAsync(workspace, actor, policy, row, ct);
        known.Policy = policy;
    }

    private static async Task KeepAsync(Workspace workspace, Actor actor, string policy, string row, CancellationToken ct)
    {
        var rights = await workspace.Kept.KeepAsync(RightsMap.Of(workspace.Policy), ct);
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Plans, ct);
                if (await PartitionCommit.ReadAsync<Kept>(workspace, Scopes.Plans, row, ct) is not null)
                    return (null, true);
                commit
                    .Put(row, new Kept(rights))
                    .Tell(FactKind.PolicyKept, actor, policy, new FactBody().Add("policy", policy).Add("rights", rights));
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
    }
}

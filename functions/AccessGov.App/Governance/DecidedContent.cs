using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Policy;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Governance;

/// <summary>
/// What people decide has a hash, which they saw and agreed to, and is kept under a hash of its own. Nobody works with content of another
/// hash: whoever can write in the store could else put his own in the place of theirs.
/// </summary>
public static class DecidedContent
{
    /// <summary>Brings a table of operators.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="hash">What people saw and agreed to.</param>
    /// <param name="kept">Where it is kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">What is kept there is gone, was altered, or is another table.</exception>
    public static async Task<OperatorTable> OperatorsAsync(Workspace workspace, string hash, string kept, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        OperatorTable table;
        try
        {
            table = await workspace.Kept.ValueAsync<OperatorTable>(kept, ct);
        }
        catch (JsonException)
        {
            throw Exchanged(Wording.Of("Damaged.table-of-operators"), hash, kept);
        }
        return table.Entries is not null && table.Hash() == hash
            ? table
            : throw Exchanged(Wording.Of("Damaged.table-of-operators"), hash, kept);
    }

    /// <summary>Brings a table of nodes.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="hash">What people saw and agreed to.</param>
    /// <param name="kept">Where it is kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">What is kept there is gone, was altered, or is another table.</exception>
    public static async Task<IReadOnlyList<TransferPeer>> NodesAsync(Workspace workspace, string hash, string kept, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        try
        {
            var table = await workspace.Kept.ValueAsync<NodeTable>(kept, ct);
            if (table.Entries is not null && table.Peers() is { } peers && table.Hash() == hash)
                return peers;
        }
        catch (JsonException)
        {
            // The same as of another table.
        }
        throw Exchanged(Wording.Of("Damaged.table-of-nodes"), hash, kept);
    }

    /// <summary>What a proposed policy would change of the one in force, as it is kept and not as its proposer says.</summary>
    /// <param name="workspace">The tenant's stores, with the policy in force.</param>
    /// <param name="proposed">What somebody proposed.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when this version cannot read it.</returns>
    /// <exception cref="DamagedException">What is kept is gone, was altered, or is another policy.</exception>
    public static async Task<PolicyDifference?> ChangesAsync(Workspace workspace, Proposal proposed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(proposed);
        if (proposed.Hash != proposed.Kept)
            throw Exchanged(Wording.Of("Damaged.policy"), proposed.Hash, proposed.Kept);
        return PolicyFile.Read(await workspace.Kept.BytesAsync(proposed.Kept, ct)) is PolicyRead.Read { Policy: var policy }
            ? PolicyDifference.Between(workspace.Policy, policy)
            : null;
    }

    /// <summary>The policy in force as its row names it: a policy is kept as the file that it is, so both hashes are one.</summary>
    internal static Decided? OfPolicy(Decided? decided) =>
        decided is null || decided.Hash == decided.Kept
            ? decided
            : throw Exchanged(Wording.Of("Damaged.policy"), decided.Hash, decided.Kept);

    private static DamagedException Exchanged(Wording what, string hash, string found) =>
        new(Wording.Of("Damaged.exchanged", found, what, hash));
}

using AccessGov.App.Governance;
using AccessGov.App.Work;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// Before going live one person's settings alone say whose packages are believed. Whoever then let facts in under a key of his own, and
/// shows another key to who agrees, would have spoken as another node: so what came in came by keys that two people agree to.
/// </summary>
public static class OnePersonsKeys
{
    /// <summary>
    /// A node of which something was taken over before two people agreed, by a key that the table in force, or else the proposed one, does
    /// not have; null for none.
    /// </summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<string?> StrangerAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var used = await TransferBook.OnePersonsKeysAsync(workspace, ct);
        if (used.Count == 0)
            return null;
        IReadOnlyList<TransferPeer> agreed = [];
        if (await TwoPeople.InForceAsync(workspace, DecisionKind.Nodes, ct) is { } table)
            agreed = await DecidedContent.NodesAsync(workspace, table.Hash, table.Kept, ct);
        else if (await TwoPeople.ProposedAsync(workspace, DecisionKind.Nodes, ct) is { } proposed)
            agreed = await DecidedContent.NodesAsync(workspace, proposed.Hash, proposed.Kept, ct);
        return used.Where(u => !agreed.Any(p => p.Name.Value == u.Node && $"{p.Key}" == u.Key))
            .Select(u => u.Node)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }
}

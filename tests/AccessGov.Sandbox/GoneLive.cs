using AccessGov.App.Composition;
using AccessGov.App.Governance;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Sandbox;

/// <summary>Puts into force what two people decide, so that a test or benchmark can begin after that day.</summary>
public static class GoneLive
{
    /// <summary>The policy file and the operators are in force, the installation is live, its first plan done.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="operators">Who may do what; may be nobody.</param>
    public static async Task<Installation> GoLiveAsync(this Installation installation, params OperatorEntry[] operators)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var (ct, actor, workspace) = (CancellationToken.None, new Actor.OsUser("test"), installation.Workspace);
        var kept = await workspace.Kept.KeepBytesAsync(installation.PolicyContent.ToArray(), ct);
        await PutAsync(DecisionKind.Policy, (installation.PolicyInFile.ContentHash, kept, []));
        var table = new OperatorTable(operators);
        await PutAsync(DecisionKind.Operators, (table.Hash(), await workspace.Kept.KeepAsync(table, ct), []));
        if (installation.Settings.Node.Peers is { Count: > 0 } peers)
        {
            var nodes = NodeTable.Of(peers);
            await PutAsync(DecisionKind.Nodes, (nodes.Hash(), await workspace.Kept.KeepAsync(nodes, ct), []));
        }
        await PutAsync(DecisionKind.GoLive, ("0", "", []));
        await DecisionsInForce.FirstPlanDoneAsync(workspace, ct);
        await installation.RefreshAsync(actor, ct);
        return installation;

        async Task PutAsync(DecisionKind kind, (string, string, IReadOnlyList<string>) next) =>
            await TwoPeople.AdoptAsync(workspace, kind, await TwoPeople.InForceAsync(workspace, kind, ct), actor, next, ct);
    }

    /// <summary>Somebody who may approve, under a user name of his own.</summary>
    /// <param name="worker">The person.</param>
    public static OperatorEntry Approver(EmployeeId worker) => new($"approver-{worker}", worker, [OperatorRole.Approver]);

    /// <summary>What is in force, as a server would find it.</summary>
    /// <param name="installation">The installation.</param>
    public static Installation Refreshed(this Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        installation.RefreshAsync(new Actor.OsUser("test"), CancellationToken.None).GetAwaiter().GetResult();
        return installation;
    }
}

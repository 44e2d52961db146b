using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Approving;

/// <summary>Leaving observe mode: over which plan, and whose roles count before any table of operators is in force.</summary>
public static class GoLive
{
    /// <summary>What is decided together the first time, in this order: the table gives the roles by which the rest is agreed to.</summary>
    public static IReadOnlyList<DecisionKind> FirstDecisions { get; } = [DecisionKind.Operators, DecisionKind.Policy, DecisionKind.Nodes];

    /// <summary>True for a plan over which the installation may go live: for everybody and today, fresh, rejected by nobody, under that
    /// policy.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="state">The plan.</param>
    /// <param name="policyHash">The policy that is in force then.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<bool> MayBeginByAsync(Workspace workspace, PlanState state, string policyHash, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsWhole || state.Status == PlanStatus.Rejected)
            return false;
        if (PlanAge.TooOld(state.Id, state.MadeAt, workspace.Now, workspace.PlanValidFor) is not null)
            return false;
        return (await workspace.Kept.PlanAsync(state.Kept, ct)).Inputs.PolicyHash == policyHash;
    }

    /// <summary>
    /// What is put into force together with going live, by kind and hash. It stands in the proposal: the second person agrees to exactly
    /// that, whatever is proposed in its place later.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<(DecisionKind Kind, string Hash)>> TogetherAsync(Workspace workspace, CancellationToken ct)
    {
        var together = new List<(DecisionKind, string)>();
        foreach (var kind in FirstDecisions)
            if (
                await TwoPeople.InForceAsync(workspace, kind, ct) is null
                && await TwoPeople.ProposedAsync(workspace, kind, ct) is { Hash: var hash }
            )
                together.Add((kind, hash));
        return together;
    }

    /// <summary>One of them as the proposal has it.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="hash">Its hash.</param>
    public static string Named(DecisionKind kind, string hash) => $"{DecisionKindCodes.Of(kind)} {hash}";

    /// <summary>
    /// Who wants to agree, with the roles that are in force. Before the first table nobody has one: then the proposed table speaks, which
    /// names both people and which the second of them sees.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Approver> ApproverAsync(Workspace workspace, EmployeeId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (await TwoPeople.InForceAsync(workspace, DecisionKind.Operators, ct) is not null)
            return await WhoApproves.OfAsync(workspace, id, ct);
        var proposed = await TwoPeople.ProposedAsync(workspace, DecisionKind.Operators, ct);
        var table = proposed is null ? null : await DecidedContent.OperatorsAsync(workspace, proposed.Hash, proposed.Kept, ct);
        return await WhoApproves.OfAsync(workspace, id, table?.Entries ?? [], ct);
    }
}

using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Governance;

/// <summary>
/// Law of the house: nobody alone gives a right that matters. Whoever could change the policy, the table of operators, or let the
/// installation go live alone could give himself one; so one person proposes and another agrees.
/// </summary>
public static class TwoPeople
{
    /// <summary>A proposal that nobody agreed to for so long is void, in days.</summary>
    public const int ValidForDays = 14;

    // A fact is one row; whatever is not told stands in the kept content.
    private const int MostChangesTold = 300;

    internal const string InForcePrefix = "inforce|";
    internal const string ProposedPrefix = "proposed|";

    /// <summary>Proposes. A later proposal of the kind takes the place of an earlier one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="kind">What is proposed.</param>
    /// <param name="proposal">It; who and when are set here.</param>
    /// <param name="by">Who proposes.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The proposal as it is kept.</returns>
    public static Task<Proposal> ProposeAsync(
        Workspace workspace,
        DecisionKind kind,
        Proposal proposal,
        EmployeeId by,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var kept = proposal with { By = by, At = workspace.Now };
                var code = DecisionKindCodes.Of(kind);
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Decisions, ct);
                commit
                    .Put(ProposedPrefix + code, kept)
                    .Tell(FactKind.DecisionProposed, new Actor.Employee(by), code, BodyOf(kept.Hash, kept.Kept, kept.Changes));
                return ((PartitionCommit?)commit, kept);
            },
            ct
        );

    /// <summary>What waits for a second person, or null.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Proposal?> ProposedAsync(Workspace workspace, DecisionKind kind, CancellationToken ct) =>
        PartitionCommit.ReadAsync<Proposal>(workspace, Scopes.Decisions, ProposedPrefix + DecisionKindCodes.Of(kind), ct);

    /// <summary>What is in force, or null.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Decided?> InForceAsync(Workspace workspace, DecisionKind kind, CancellationToken ct) =>
        PartitionCommit.ReadAsync<Decided>(workspace, Scopes.Decisions, InForcePrefix + DecisionKindCodes.Of(kind), ct);

    /// <summary>
    /// Whether the record tells that something of a kind was in force once: then its row was taken away, and what lies there is not taken
    /// over again.
    /// </summary>
    internal static async Task<bool> WasInForceAsync(Workspace workspace, DecisionKind kind, CancellationToken ct)
    {
        var code = DecisionKindCodes.Of(kind);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Decisions, "", ct))
            if (
                FactText.Read(record.Json.Span) is { } fact
                && fact.Subject == code
                && (fact.Kind == FactKind.DecisionApproved || fact.Kind == FactKind.PolicyRead)
            )
                return true;
        return false;
    }

    /// <summary>A second person agrees to what is proposed now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="hash">What the person has seen: no other proposal is agreed to.</param>
    /// <param name="approver">Who agrees.</param>
    /// <param name="needed">The role that the policy asks for.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when it is in force now; otherwise why it is not.</returns>
    public static Task<Refusal?> ApproveAsync(
        Workspace workspace,
        DecisionKind kind,
        string hash,
        Approver approver,
        OperatorRole needed,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(approver);
        return OptimisticCommit.RunAsync<Refusal?>(
            async () =>
            {
                var code = DecisionKindCodes.Of(kind);
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Decisions, ct);
                var proposal = await ProposedAsync(workspace, kind, ct);
                if (Objection(workspace, proposal, hash, code, approver, needed) is { } why)
                {
                    commit.Tell(
                        FactKind.DecisionRefused,
                        new Actor.Employee(approver.Id),
                        code,
                        new FactBody().Add("code", why.Code).Add("hash", hash)
                    );
                    return (commit, why);
                }
                var (seen, kept, by, _, _) = proposal!;
                var former = await InForceAsync(workspace, kind, ct);
                var givers = (former?.Givers ?? []).Where(g => g.By != by).Append(new Decided.Giver(by, workspace.Now)).ToArray();
                var row = await workspace.Records.FindAsync(new(workspace.Tenant, Scopes.Decisions), ProposedPrefix + code, ct);
                commit
                    .Put(InForcePrefix + code, new Decided(seen, kept, by, approver.Id, workspace.Now) { Givers = givers })
                    .Remove(row!)
                    .Tell(
                        FactKind.DecisionApproved,
                        new Actor.Employee(approver.Id),
                        code,
                        BodyOf(seen, kept, proposal.Changes).Add("proposedBy", by.Value)
                    );
                if (kind == DecisionKind.Policy)
                    commit.Tell(FactKind.PolicyRead, new Actor.Employee(approver.Id), code, BodyOf(seen, kept, []));
                return (commit, null);
            },
            ct
        );
    }

    /// <summary>Puts something into force that needs no second person: a stricter policy, what was in force before an update.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="inForce">What it was held against; null for nothing in force.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="next">What is to be in force: its hash, where it is kept, what it changes.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False when something else is in force by now, to which it was not held: nothing is written then.</returns>
    internal static Task<bool> AdoptAsync(
        Workspace workspace,
        DecisionKind kind,
        Decided? inForce,
        Actor actor,
        (string Hash, string Kept, IReadOnlyList<string> Changes) next,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var code = DecisionKindCodes.Of(kind);
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Decisions, ct);
                var former = await InForceAsync(workspace, kind, ct);
                var (hash, kept, changes) = next;
                if (former?.Hash == hash)
                    return (null, true);
                if (former?.Hash != inForce?.Hash)
                    return (null, false);
                var adopted = new Decided(hash, kept, (actor as Actor.Employee)?.Id, null, workspace.Now) { Givers = former?.Givers ?? [] };
                commit
                    .Put(InForcePrefix + code, adopted)
                    .Tell(
                        kind == DecisionKind.Policy ? FactKind.PolicyRead : FactKind.DecisionApproved,
                        actor,
                        code,
                        BodyOf(hash, kept, changes)
                    );
                return ((PartitionCommit?)commit, true);
            },
            ct
        );

    private static Refusal? Objection(
        Workspace workspace,
        Proposal? proposal,
        string hash,
        string code,
        Approver approver,
        OperatorRole needed
    )
    {
        if (proposal is null)
            return new Refusal("nothing-proposed", code, 0, 1);
        if (proposal.Hash != hash)
            return new Refusal("proposal-changed", code, 1, 0);
        var days = (int)(workspace.Now - proposal.At).TotalDays;
        if (days > ValidForDays)
            return new Refusal("proposal-too-old", code, days, ValidForDays);
        return approver.Id == proposal.By ? new Refusal("approver-is-proposer", code, 1, 0) : approver.Lacks(needed);
    }

    private static FactBody BodyOf(string hash, string kept, IReadOnlyList<string> changes) =>
        new FactBody()
            .Add("hash", hash)
            .Add("kept", kept.Length == 0 ? null : kept)
            .Add("changed", changes.Count)
            .Add("keys", changes.Take(MostChangesTold));
}

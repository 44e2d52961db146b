using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.Functions.Cli;

/// <summary>Shows, proposes and confirms what two people decide.</summary>
internal static class DecisionText
{
    /// <summary>So many digits of a hash stand for it.</summary>
    private const int Brief = 12;

    public static string Short(string hash) => hash.Length <= Brief ? hash : hash[..Brief];

    /// <summary>What is in force and what waits.</summary>
    public static async Task ShowAsync(Session session, DecisionKind kind, CancellationToken ct)
    {
        var (words, code) = (session.UiTexts, DecisionKindCodes.Of(kind));
        var inForce = await TwoPeople.InForceAsync(session.Workspace, kind, ct);
        var proposed = await TwoPeople.ProposedAsync(session.Workspace, kind, ct);
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    kind = code,
                    inForce,
                    proposed,
                }
            );
            return;
        }
        var name = words[$"Decision.{code}"];
        session.Say(
            inForce is null
                ? words.Of("Cli.NotInForce", name)
                : words.Of(
                    "Cli.InForce",
                    name,
                    Short(inForce.Hash),
                    session.Workspace.Local(inForce.At),
                    inForce.ProposedBy?.Value ?? "-",
                    inForce.ApprovedBy?.Value ?? "-"
                )
        );
        if (proposed is null)
            return;
        session.Say(words.Of("Cli.ProposalWaits", name, Short(proposed.Hash), session.Workspace.Local(proposed.At), proposed.By));
        foreach (var line in proposed.Changes)
            session.Say(words.Of("Cli.ChangeLine", line));
    }

    /// <summary>Proposes and says how another person confirms it.</summary>
    public static async Task ProposeAsync(
        Session session,
        DecisionKind kind,
        string hash,
        string kept,
        IReadOnlyList<string> changes,
        string confirm,
        CancellationToken ct
    )
    {
        var by = session.Operator!.Value;
        var proposal = await TwoPeople.ProposeAsync(
            session.Workspace,
            kind,
            new Proposal(hash, kept, by, session.Workspace.Now, changes),
            by,
            ct
        );
        if (session.IsJson)
            session.WriteJson(new { kind = DecisionKindCodes.Of(kind), proposal });
        else
            session.Say(
                session.UiTexts.Of("Cli.Proposed", session.UiTexts[$"Decision.{DecisionKindCodes.Of(kind)}"], Short(hash), confirm)
            );
    }

    /// <summary>Confirms what somebody proposed, if it begins with the digits that the person gives.</summary>
    public static async Task<int> ApproveAsync(Session session, DecisionKind kind, string digits, CancellationToken ct)
    {
        var (words, workspace, code) = (session.UiTexts, session.Workspace, DecisionKindCodes.Of(kind));
        var name = words[$"Decision.{code}"];
        var approver = await ApproverAsync(session, ct);
        var proposal = await TwoPeople.ProposedAsync(workspace, kind, ct);
        var hash = digits.Length >= 6 && proposal?.Hash.StartsWith(digits, StringComparison.Ordinal) == true ? proposal.Hash : digits;
        var needed = workspace.Policy.Approvals.RoleFor([code]);
        if (await TwoPeople.ApproveAsync(workspace, kind, hash, approver, needed, ct) is { } refusal)
            return session.Complain(words.Of("Cli.DecisionDenied", name, session.Text.Of(refusal)), ExitCodes.Refused);
        await session.RefreshAsync(ct);
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    kind = code,
                    hash,
                    proposedBy = proposal!.By,
                    approvedBy = approver.Id,
                }
            );
        else
            session.Say(words.Of("Cli.DecisionApproved", name, Short(hash), proposal!.By, approver.Id));
        return ExitCodes.Done;
    }

    /// <summary>
    /// Whoever sits here, with the roles that are in force. Before the first table nobody has one: then the proposed table speaks, which
    /// names both people and which the second of them sees.
    /// </summary>
    private static async Task<Approver> ApproverAsync(Session session, CancellationToken ct)
    {
        var id = session.Operator!.Value;
        if (session.Installation.HasOperators)
            return await WhoApproves.OfAsync(session.Workspace, id, ct);
        var proposed = await TwoPeople.ProposedAsync(session.Workspace, DecisionKind.Operators, ct);
        var table = proposed is null ? null : await session.Workspace.Kept.ValueAsync<OperatorTable>(proposed.Kept, ct);
        return await WhoApproves.OfAsync(session.Workspace, id, table?.Entries ?? [], ct);
    }
}

using AccessGov.App.Approving;
using AccessGov.App.Governance;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>The two steps of what two people decide: one proposes, another confirms.</summary>
internal static class DecisionSteps
{
    /// <summary>So many digits of a hash are enough to mean it.</summary>
    private const int FewestDigits = 6;

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
        DecisionText.SayProposed(session, kind, proposal, confirm);
    }

    /// <summary>Proposes what differs from what is in force and says how, or complains that nothing does.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> ProposeChangesAsync(
        Session session,
        DecisionKind kind,
        bool differs,
        (string Hash, IReadOnlyList<string> Changes) next,
        Func<Task<string>> keep,
        CancellationToken ct
    )
    {
        var code = DecisionKindCodes.Of(kind);
        if (!differs)
            return session.Complain(
                kind == DecisionKind.Profiles && !session.Workspace.IsLive
                    ? session.UiTexts["Cli.ProfilesWithGoLive"]
                    : session.UiTexts.Of("Cli.NothingToPropose", session.UiTexts[$"Decision.{code}"]),
                ExitCodes.Refused
            );
        foreach (var line in session.IsJson ? [] : next.Changes)
            session.Say(session.UiTexts.Of("Cli.ChangeLine", DecisionText.InWords(session, kind, line)));
        var confirm = $"accessgov {code} approve {DecisionText.Short(next.Hash)}";
        await ProposeAsync(session, kind, next.Hash, await keep(), next.Changes, confirm, ct);
        return ExitCodes.Done;
    }

    /// <summary>Who agrees writes what they have seen: no word such as <c>last</c> stands for it. Null when it is written.</summary>
    public static string? DigitsMissing(Session session, DecisionKind kind, string digits) =>
        digits.Length >= FewestDigits && digits.All(char.IsAsciiHexDigitLower)
            ? null
            : session.UiTexts.Of("Cli.DecisionDigits", digits, FewestDigits, $"accessgov {DecisionKindCodes.Of(kind)} status");

    /// <summary>Confirms what somebody proposed, if it begins with the digits that the person gives.</summary>
    public static async Task<int> ApproveAsync(Session session, DecisionKind kind, string digits, CancellationToken ct)
    {
        if (DigitsMissing(session, kind, digits) is { } complaint)
            return session.Complain(complaint, ExitCodes.Usage);
        var (workspace, code) = (session.Workspace, DecisionKindCodes.Of(kind));
        var approver = await GoLive.ApproverAsync(workspace, session.Operator!.Value, ct);
        var proposal = await TwoPeople.ProposedAsync(workspace, kind, ct);
        var hash = proposal?.Hash.StartsWith(digits, StringComparison.Ordinal) == true ? proposal.Hash : digits;
        var needed = workspace.Policy.Approvals.RoleFor([code]);
        if (await TwoPeople.ApproveAsync(workspace, kind, hash, approver, needed, ct) is { } refusal)
            return session.Complain(
                session.UiTexts.Of("Cli.DecisionDenied", session.UiTexts[$"Decision.{code}"], session.Text.Of(refusal)),
                ExitCodes.Refused
            );
        await session.RefreshAsync(ct);
        DecisionText.SayApproved(session, kind, hash, proposal!.By, approver.Id);
        return ExitCodes.Done;
    }
}

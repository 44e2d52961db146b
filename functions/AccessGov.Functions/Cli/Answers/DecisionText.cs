using System.Text.RegularExpressions;
using AccessGov.App.Governance;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What two people decide: what is in force, what waits, what somebody proposed or confirmed.</summary>
internal static partial class DecisionText
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
        // The first policy has nothing to differ from: what is shown with it is the plan.
        var changes =
            kind == DecisionKind.Policy && inForce is not null && proposed is not null
                ? await DecidedContent.ChangesAsync(session.Workspace, proposed, ct)
                : null;
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    kind = code,
                    inForce,
                    proposed,
                    changes = changes?.Changes,
                }
            );
            return;
        }
        var name = words[$"Decision.{code}"];
        session.Say(
            inForce is null
                ? kind == DecisionKind.GoLive
                    ? words["Cli.NotLiveYet"]
                    : words.Of("Cli.NotInForce", name)
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
        if (changes is not null)
            SayChanges(session, changes);
        else
            foreach (var line in proposed.Changes)
                session.Say(words.Of("Cli.ChangeLine", InWords(session, kind, line)));
    }

    /// <summary>A change as people read it: what is hashed and kept has codes.</summary>
    /// <param name="session">In whose language.</param>
    /// <param name="kind">What is decided.</param>
    /// <param name="line">As it is kept.</param>
    public static string InWords(Session session, DecisionKind kind, string line) =>
        kind switch
        {
            DecisionKind.GoLive => Named(line, session.UiTexts),
            DecisionKind.Operators => Roles()
                .Replace(line, list => session.UiTexts.Of("Cli.InBrackets", RolesOf(session, list.Groups[1].Value))),
            _ => line,
        };

    private static string RolesOf(Session session, string codes) =>
        string.Join(session.UiTexts["List.Between"], codes.Split(", ").Select(code => session.UiTexts.Find($"Role.{code}") ?? code));

    /// <summary>Another decision that is agreed to in the same step: its code and its hash.</summary>
    private static string Named(string line, UiTexts words) =>
        line.Split(' ') is [var code, var hash] && words.Find($"Decision.{code}") is { } name ? $"{name} {Short(hash)}" : line;

    /// <summary>What a policy changes, from what to what, and what of it loosens.</summary>
    public static void SayChanges(Session session, PolicyDifference difference)
    {
        foreach (var change in difference.Changes)
            session.Say(
                session.UiTexts.Of(
                    change.Loosens ? "Cli.ChangeLoosens" : "Cli.ChangeLine",
                    $"{change.Key}: {change.Before ?? "—"} → {change.After ?? "—"}"
                )
            );
    }

    /// <summary>What somebody proposed, and how another person confirms it.</summary>
    public static void SayProposed(Session session, DecisionKind kind, Proposal proposal, string confirm)
    {
        var code = DecisionKindCodes.Of(kind);
        if (session.IsJson)
            session.WriteJson(new { kind = code, proposal });
        else
            session.Say(session.UiTexts.Of("Cli.Proposed", session.UiTexts[$"Decision.{code}"], Short(proposal.Hash), confirm));
    }

    /// <summary>Nobody proposes the profiles of the beginning: with going live they come into force as they lie there.</summary>
    public static void SayProfiles(Session session)
    {
        if (!session.IsJson && !session.Workspace.IsLive)
            session.Say(session.UiTexts.Of("Cli.GoLiveProfiles", Short(session.Installation.Profiles.Hash)));
    }

    /// <summary>That it is in force now, and who the two people are.</summary>
    public static void SayApproved(Session session, DecisionKind kind, string hash, EmployeeId proposedBy, EmployeeId approvedBy)
    {
        var (words, code) = (session.UiTexts, DecisionKindCodes.Of(kind));
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    kind = code,
                    hash,
                    proposedBy,
                    approvedBy,
                }
            );
        else
            session.Say(words.Of("Cli.DecisionApproved", words[$"Decision.{code}"], Short(hash), proposedBy, approvedBy));
    }

    [GeneratedRegex(@" \(([a-z, ]+)\)$")]
    private static partial Regex Roles();
}

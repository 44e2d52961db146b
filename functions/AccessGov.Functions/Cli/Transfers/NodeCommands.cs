using System.CommandLine;
using AccessGov.App.Governance;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary><c>accessgov nodes</c>: this node's key, and the table of the others, which two people decide.</summary>
internal static class NodeCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var hash = new Argument<string>("hash");
        var approve = new Command("approve") { hash };
        approve.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, parsed, ct) => DecisionSteps.ApproveAsync(session, DecisionKind.Nodes, parsed.GetValue(hash)!, ct),
                asSomebody: true
            )
        );
        return new Command("nodes")
        {
            Of(options, host, "public-key", (session, ct) => ShowKeyAsync(session, ct), asSomebody: false),
            Of(options, host, "status", ShowAsync, asSomebody: false),
            Of(options, host, "propose", ProposeAsync, asSomebody: true),
            approve,
        };
    }

    /// <summary>Complains where this installation is no node.</summary>
    public static int? Objection(Session session) =>
        session.Settings.Node.Name is null ? session.Complain(session.UiTexts["Transfer.NoNode"], ExitCodes.Refused) : null;

    private static Command Of(
        CliOptions options,
        CliHost host,
        string name,
        Func<Session, CancellationToken, Task<int>> run,
        bool asSomebody
    )
    {
        var command = new Command(name);
        command.SetAction(SessionAction.Of(options, host, (session, _, ct) => run(session, ct), seals: asSomebody, asSomebody: asSomebody));
        return command;
    }

    private static async Task<int> ShowKeyAsync(Session session, CancellationToken ct)
    {
        if (Objection(session) is { } exitCode)
            return exitCode;
        using var signer = await session.Installation.NodeKey.OpenAsync(ct);
        var key = signer.NotesOf(NoteName.Parse(session.Settings.Node.Name!.Value.Value)).Key;
        if (session.IsJson)
            session.WriteJson(new { node = session.Settings.Node.Name.Value.Value, key = $"{key}", id = $"{key.Id}" });
        else
        {
            session.SayAsIs($"{key}");
            session.Say(session.UiTexts.Of("Transfer.KeyId", key.Id));
        }
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(Session session, CancellationToken ct)
    {
        await DecisionText.ShowAsync(session, DecisionKind.Nodes, ct);
        if (!session.IsJson)
            foreach (var peer in session.Workspace.Peers)
                session.Say(session.UiTexts.Of("Cli.ChangeLine", $"{peer}"));
        return ExitCodes.Done;
    }

    private static async Task<int> ProposeAsync(Session session, CancellationToken ct)
    {
        var inForce = await TwoPeople.InForceAsync(session.Workspace, DecisionKind.Nodes, ct);
        return await ProposeAsync(session, inForce is null ? [] : session.Workspace.Peers, ct);
    }

    /// <summary>Proposes the table of the settings, as it differs from what is in force.</summary>
    public static async Task<int> ProposeAsync(Session session, IReadOnlyList<TransferPeer> inForce, CancellationToken ct)
    {
        var table = NodeTable.Of(session.Settings.Node.Peers);
        var changes = table.ChangesFrom(inForce);
        if (changes.Count == 0)
            return session.Complain(session.UiTexts.Of("Cli.NothingToPropose", session.UiTexts["Decision.nodes"]), ExitCodes.Refused);
        foreach (var line in session.IsJson ? [] : changes)
            session.Say(session.UiTexts.Of("Cli.ChangeLine", line));
        await DecisionSteps.ProposeAsync(
            session,
            DecisionKind.Nodes,
            table.Hash(),
            await session.Workspace.Kept.KeepAsync(table, ct),
            changes,
            $"accessgov nodes approve {DecisionText.Short(table.Hash())}",
            ct
        );
        return ExitCodes.Done;
    }
}

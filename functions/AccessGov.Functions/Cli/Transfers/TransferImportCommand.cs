using System.CommandLine;
using AccessGov.App.Transfers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary><c>accessgov transfer check|import</c>: a package of another node, looked at or taken over.</summary>
internal static class TransferImportCommand
{
    public static Command Make(CliOptions options, CliHost host, string name, bool checkOnly)
    {
        var file = new Argument<FileInfo>("file");
        var command = new Command(name) { file };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, parsed, ct) => RunAsync(session, parsed.GetValue(file)!, checkOnly, ct),
                seals: !checkOnly,
                asSomebody: !checkOnly
            )
        );
        return command;
    }

    private static async Task<int> RunAsync(Session session, FileInfo file, bool checkOnly, CancellationToken ct)
    {
        if (session.Settings.Node.Name is not { } here)
            return TransferCommands.NoNode(session);
        var (content, refused) = await GivenFile.ReadAsync(session, file, TransferPackage.MostBytes, null, ct);
        if (content is null)
            return refused;
        // A store that was put back knows nothing of what came since: what the record's memory has is asked before, not after.
        if (!checkOnly && await session.SealAsync(ct) is not null)
            return session.Complain(session.UiTexts["Transfer.RecordFirst"], ExitCodes.Refused);
        var settings = session.Settings.Node;
        var result = await ImportTransfer.RunAsync(
            session.Workspace,
            session.Actor,
            here,
            content,
            checkOnly,
            (peer, package) => TransferLetters.Incoming(settings.WitnessFolders.GetValueOrDefault(peer.Name), peer, package),
            ct
        );
        var isCut = result.Why is { Code: "transfer-unreadable" } && TransferPackage.IsBegun(content);
        TransferText.Taken(session, result, checkOnly, isCut);
        return result.Why is null && result.RefusedKinds.Count == 0 ? ExitCodes.Done
            // The rest is taken over and the number used up.
            : result.Why is null && !checkOnly ? ExitCodes.NotAsItShouldBe
            : ExitCodes.Refused;
    }
}

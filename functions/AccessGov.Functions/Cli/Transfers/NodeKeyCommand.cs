using System.CommandLine;
using AccessGov.Core.Audit.Notes;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary><c>accessgov nodes public-key</c>: the line by which other nodes believe this one.</summary>
internal static class NodeKeyCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var command = new Command("public-key");
        command.SetAction(SessionAction.Of(options, host, (session, _, ct) => ShowAsync(session, ct), seals: false));
        return command;
    }

    private static async Task<int> ShowAsync(Session session, CancellationToken ct)
    {
        if (session.Settings.Node.Name is not { } name)
            return TransferCommands.NoNode(session);
        using var signer = await session.Installation.NodeKey.OpenAsync(ct);
        var key = signer.NotesOf(NoteName.Parse(name.Value)).Key;
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    node = name.Value,
                    key = $"{key}",
                    id = $"{key.Id}",
                }
            );
        else
        {
            session.SayAsIs($"{key}");
            session.Say(session.UiTexts.Of("Transfer.KeyId", key.Id));
        }
        return ExitCodes.Done;
    }
}

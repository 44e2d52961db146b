using System.CommandLine;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary><c>accessgov transfer</c>: packages to and from other nodes, on a medium and with a paper.</summary>
internal static class TransferCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("transfer")
        {
            TransferExportCommand.Make(options, host),
            TransferImportCommand.Make(options, host, "check", checkOnly: true),
            TransferImportCommand.Make(options, host, "import", checkOnly: false),
            TransferStatusCommand.Make(options, host),
            TransferStatusCommand.MakeTold(options, host),
        };

    /// <summary>Complains that this installation is no node.</summary>
    public static int NoNode(Session session) => session.Complain(session.UiTexts["Transfer.NoNode"], ExitCodes.Settings);

    /// <summary>A node of the table in force by its name, or a complaint.</summary>
    public static (TransferPeer? Peer, int ExitCode) Find(Session session, string name)
    {
        if (session.Settings.Node.Name is null)
            return (null, NoNode(session));
        foreach (var peer in session.Workspace.Peers)
            if (peer.Name.Value == name)
                return (peer, ExitCodes.Done);
        var known = string.Join(", ", session.Workspace.Peers.Select(p => p.Name.Value));
        return (null, session.Complain(session.UiTexts.Of("Transfer.UnknownNode", name, known), ExitCodes.NotFound));
    }
}

using System.CommandLine;
using AccessGov.App.Storage;
using AccessGov.App.Transfers;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary><c>accessgov transfer export</c>: the next package for a node and its 送付票, written into a folder.</summary>
internal static class TransferExportCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var node = new Argument<string>("node");
        var folder = new Option<string>("--out") { Required = true, HelpName = "FOLDER" };
        var again = new Option<long?>("--again") { HelpName = "N" };
        var command = new Command("export") { node, folder, again };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, parsed, ct) =>
                    RunAsync(session, parsed.GetValue(node)!, parsed.GetValue(folder)!, parsed.GetValue(again), ct),
                asSomebody: true
            )
        );
        return command;
    }

    private static async Task<int> RunAsync(Session session, string node, string folder, long? again, CancellationToken ct)
    {
        var (texts, place) = (session.UiTexts, Path.GetFullPath(folder));
        var (peer, exitCode) = TransferCommands.Find(session, node);
        if (peer is null)
            return exitCode;
        // Before a number is used up.
        if (GivenOutput.FolderObjection(texts, place) is { } objection)
            return session.Complain(objection, ExitCodes.Refused);
        if (!IsWritable(place))
            return session.Complain(texts.Of("Cli.FileUnwritable", place), ExitCodes.Refused);
        var settings = session.Settings.Node;
        ExportTransfer.Made? made;
        if (again is { } number)
        {
            made = await ExportTransfer.AgainAsync(session.Workspace, peer, number, ct);
            if (made is null)
                return session.Complain(texts.Of("Transfer.NeverSent", number, peer.Name), ExitCodes.NotFound);
        }
        else
        {
            // A key that was lost is replaced by two people at the other side, not by the first package that nobody believes.
            if (!File.Exists(settings.KeyFile) && (await TransferBook.OfAsync(session.Workspace, peer.Name, ct)).Sent is not null)
                return session.Complain(texts.Of("Transfer.KeyLost", settings.KeyFile), ExitCodes.Refused);
            using var signer = await session.Installation.NodeKey.OpenAsync(ct);
            made = await ExportTransfer.RunAsync(
                session.Workspace,
                session.Actor,
                settings.Name!.Value,
                peer,
                signer,
                settings.ValidFor,
                TransferLetters.Outgoing(settings.WitnessFolders.GetValueOrDefault(peer.Name), peer),
                ct
            );
        }
        var name = FileNameOf(made.Manifest);
        var (package, paper) = (Path.Combine(place, name + TransferPackage.Extension), Path.Combine(place, name + ".html"));
        var sheet = new TransferSheet(session, made.Manifest).Bytes();
        foreach (var (path, content) in new[] { (package, made.File), (paper, sheet) })
            if (await WriteAsync(session, path, content, made.Manifest, isPaper: path == paper, ct) is var result and not ExitCodes.Done)
                return result;
        TransferText.Sent(session, made, package, paper);
        return ExitCodes.Done;
    }

    /// <summary>What a package's file is called, without what it ends with.</summary>
    public static string FileNameOf(TransferManifest manifest) => $"{manifest.From}_{manifest.To}_{manifest.Number:D6}";

    private static bool IsWritable(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            new FileStream(probe, OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None)).Dispose();
            File.Delete(probe);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A package that is made can be written again: a medium that is full costs no number.</summary>
    private static async Task<int> WriteAsync(
        Session session,
        string path,
        byte[] content,
        TransferManifest manifest,
        bool isPaper,
        CancellationToken ct
    )
    {
        try
        {
            // In another language, or of another version, it is the paper of the same package still.
            if (isPaper)
                File.Delete(path);
            if (File.Exists(path) && (await File.ReadAllBytesAsync(path, ct)).AsSpan().SequenceEqual(content))
                return ExitCodes.Done;
            await using var file = new FileStream(path, OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None));
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return session.Complain(
                session.UiTexts.Of("Transfer.Unwritten", path, manifest.Number, manifest.To),
                ExitCodes.Refused
            );
        }
    }
}

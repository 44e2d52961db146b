using System.CommandLine;
using AccessGov.App.Governance;
using AccessGov.App.WebAuthn.Metadata;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary><c>accessgov mds</c>: FIDO's list of models of keys (Metadata Service), brought as a file.</summary>
internal static class MdsCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var file = new Argument<FileInfo>("file");
        var import = new Command("import") { file };
        import.SetAction(
            SessionAction.Of(options, host, (session, parsed, ct) => ImportAsync(session, parsed.GetValue(file)!, ct), asSomebody: true)
        );
        var status = new Command("status");
        status.SetAction(SessionAction.Of(options, host, (session, _, ct) => StatusAsync(session, ct), seals: false));
        return new Command("mds") { import, status };
    }

    private static async Task<int> ImportAsync(Session session, FileInfo file, CancellationToken ct)
    {
        IReadOnlyList<byte[]> roots;
        try
        {
            roots = session.Settings.WebAuthn.MetadataRootsFile is { } own
                ? MetadataRoots.FromPem(await File.ReadAllTextAsync(own, ct))
                : MetadataRoots.Pinned();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            // It was there and good when the settings were read.
            return session.Complain(
                session.UiTexts.Of("Settings.bad-certificate", "webauthn:metadataRootsFile", session.Settings.WebAuthn.MetadataRootsFile),
                ExitCodes.Settings
            );
        }
        var (content, exitCode) = await GivenFile.ReadAsync(session, file, MetadataReader.Longest, null, ct);
        if (content is null)
            return exitCode;
        var (list, why) = await KeyModels.ImportAsync(session.Workspace, session.Actor, content, roots, ct);
        if (why is { Why: var refusal, Content: var flaw })
            return session.Complain(
                session.UiTexts.Of(
                    "Cli.MdsRefused",
                    session.UiTexts.Of($"Refusal.{refusal.Code}", refusal.Number, refusal.Limit, flaw ?? (object)refusal.Subject)
                ),
                ExitCodes.Refused
            );
        return Show(session, list!, ExitCodes.Done);
    }

    private static async Task<int> StatusAsync(Session session, CancellationToken ct)
    {
        if (await KeyModels.InForceAsync(session.Workspace, ct) is not { } list)
            return session.Complain(session.UiTexts["Cli.MdsNone"], ExitCodes.NotFound);
        return Show(session, list, list.IsOverdue(session.Workspace.Now) ? ExitCodes.NotAsItShouldBe : ExitCodes.Done);
    }

    private static int Show(Session session, KeyModelList list, int exitCode)
    {
        var overdue = list.IsOverdue(session.Workspace.Now);
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    no = list.Number,
                    list.NextUpdate,
                    overdue,
                    list.Models,
                    list.Signer,
                    list.Kept,
                    importedAt = list.At,
                }
            );
        else
            session.Say(session.UiTexts.Of("Cli.MdsInForce", list.Number, list.Models, list.NextUpdate, list.Signer));
        if (overdue)
            session.Complain(session.UiTexts.Of("Cli.MdsOverdue", list.NextUpdate), exitCode);
        return exitCode;
    }
}

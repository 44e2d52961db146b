using System.CommandLine;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Storage;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit</c>: verify the record, ask it, or export it for somebody who has nothing but the files.</summary>
internal static class AuditCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var folder = new Argument<string>("folder");
        var export = new Command("export") { folder };
        export.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (File.Exists(parsed.GetValue(folder)))
                        return session.Complain(
                            session.UiTexts.Of("Cli.PathIsFile", Path.GetFullPath(parsed.GetValue(folder)!)),
                            ExitCodes.Refused
                        );
                    // What outsiders remember otherwise keeps nobody from exporting: it is told, and the export is evidence.
                    if (await session.KeepLogAsync(ct) is LogStep.Stopped stopped)
                        session.Host.Error.WriteLine(session.UiTexts.Of(stopped.Why));
                    var facts = await ExportAsync(session, parsed.GetValue(folder)!, ct);
                    if (session.IsJson)
                        session.WriteJson(new { folder = parsed.GetValue(folder), facts });
                    else
                        session.Say(session.UiTexts.Of("Cli.AuditExported", parsed.GetValue(folder), facts));
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        var holders = new Command("holders");
        holders.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    if (await RecordHolders.RunAsync(session.Workspace, session.Actor, RecordHolders.Asked, ct) is not { } count)
                        return session.Complain(session.UiTexts["Cli.HoldersUnread"], ExitCodes.TryAgain);
                    if (session.IsJson)
                        session.WriteJson(new { holders = count });
                    else
                        session.Say(session.UiTexts.Of("Cli.HoldersRead", count));
                    return ExitCodes.Done;
                }
            )
        );
        return new Command("audit")
        {
            AuditVerifyCommand.Make(options, host),
            AuditReportCommand.Make(options, host),
            AuditCheckpointCommand.Make(options, host),
            AuditCheckpointCommand.MakeRestart(options, host),
            AuditDiscloseCommand.Make(options, host),
            AuditEraseCommand.Make(options, host),
            AuditDiscloseCommand.MakeProof(options, host),
            export,
            holders,
        };
    }

    /// <summary>Exports what is sealed and signed.</summary>
    internal static async Task<long> ExportAsync(Session session, string folder, CancellationToken ct)
    {
        var workspace = session.Workspace;
        var log = await LogFiles.ReadAsync(workspace, ct);
        var chain = await OldChain.ReadAsync(workspace, session.Installation.SigningKey, ct);
        return await AuditExport.WriteAsync(
            folder,
            workspace.Tenant,
            log,
            SealAudit.LogLinesAsync(workspace, ct),
            chain,
            (hash, token) => workspace.Files.OpenAsync(DropContainer.Kept, DropPath.OfHash(hash), token),
            ct
        );
    }
}

using System.CommandLine;
using AccessGov.App.Audit;
using AccessGov.Core.Audit;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov audit</c>: verify the chain, or export it for somebody who has nothing but the files.</summary>
internal static class AuditCommands
{
    /// <summary>An intent without an outcome for longer than this is reported.</summary>
    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(10);

    public static Command Make(CliOptions options, CliHost host)
    {
        var folder = new Argument<string>("folder") { Description = "Where to: a folder that does not exist yet, or is empty." };
        var export = new Command(
            "export",
            "Write the record, its signatures, the public key and instructions, so that an auditor can verify it without AccessGov."
        )
        {
            folder,
        };
        export.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (await session.SealAsync(ct) is { } broken)
                        return session.Complain(broken, ExitCodes.NotAsItShouldBe);
                    var (facts, _) = await ExportAsync(session, parsed.GetValue(folder)!, ct);
                    if (session.IsJson)
                        session.WriteJson(new { folder = parsed.GetValue(folder), facts });
                    else
                        session.Say(session.UiTexts.Of("Cli.AuditExported", parsed.GetValue(folder), facts));
                    return ExitCodes.Done;
                },
                seals: false
            )
        );

        var from = new Option<string?>("--from")
        {
            Description = "Verify exported files instead of the present record.",
            HelpName = "FOLDER",
        };
        var verify = new Command(
            "verify",
            "Verify that nothing in the record was altered, dropped or moved, line by line and signature by signature."
        )
        {
            from,
        };
        verify.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (parsed.GetValue(from) is { } given)
                        return Show(session, AuditFiles.Verify(given, session.Workspace.Now, LeaseFor));
                    if (await session.SealAsync(ct) is { } broken)
                        return session.Complain(broken, ExitCodes.NotAsItShouldBe);
                    if ((await SealAudit.HeadAsync(session.Workspace, ct)).Head.Size == 0)
                    {
                        session.Say(session.UiTexts["Cli.AuditEmpty"]);
                        return ExitCodes.Done;
                    }
                    var temporary = System.IO.Directory.CreateTempSubdirectory("accessgov-audit-");
                    try
                    {
                        var files = Path.Combine(temporary.FullName, "export");
                        await ExportAsync(session, files, ct);
                        return Show(session, AuditFiles.Verify(files, session.Workspace.Now, LeaseFor));
                    }
                    finally
                    {
                        temporary.Delete(recursive: true);
                    }
                },
                seals: false
            )
        );
        return new Command("audit", "Verify or export the record of everything that was decided and done.") { verify, export };
    }

    private static async Task<(long Facts, long Checkpoints)> ExportAsync(Session session, string folder, CancellationToken ct)
    {
        using var signer = await session.Installation.SigningKey.OpenAsync(ct);
        var workspace = session.Workspace;
        // Checkpoints that a replaced key signed need its public half (docs/operations.md, "Replacing the signing key").
        var former = session.Settings.SigningKeyFile + ".former";
        var publicKeys = signer.PublicKeyPem + (File.Exists(former) ? await File.ReadAllTextAsync(former, ct) : "");
        return await AuditExport.WriteAsync(
            folder,
            workspace.Tenant,
            SealAudit.CheckpointsAsync(workspace, ct).Select(c => c.Line),
            SealAudit.LinesAsync(workspace, ct).Select(l => l.Line),
            publicKeys,
            ct
        );
    }

    private static int Show(Session session, AuditVerdict verdict)
    {
        switch (verdict)
        {
            case AuditVerdict.Verified verified:
                if (session.IsJson)
                    session.WriteJson(
                        new
                        {
                            verified = true,
                            facts = verified.Count,
                            checkpoints = verified.Checkpoints,
                            head = verified.Head.Hash.Value,
                            gaps = verified.Gaps,
                        }
                    );
                else
                    session.Say(
                        session.UiTexts.Of("Cli.AuditVerified", verified.Count, verified.Checkpoints, verified.Head.Hash.Value[..16])
                    );
                return ExitCodes.Done;
            case AuditVerdict.Broken broken:
                if (session.IsJson)
                    session.WriteJson(
                        new
                        {
                            verified = false,
                            broken.File,
                            broken.Line,
                            broken.Why,
                        }
                    );
                else
                    session.Say(session.UiTexts.Of("Cli.AuditBroken", broken.File, broken.Line, broken.Why));
                return ExitCodes.NotAsItShouldBe;
            default:
                throw new InvalidOperationException(verdict.GetType().Name);
        }
    }
}

using System.CommandLine;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit checkpoint</c>: signs the record's log, has it witnessed, and shows what to keep outside.</summary>
internal static class AuditCheckpointCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var to = new Option<string?>("--out") { HelpName = "FILE" };
        var checkpoint = new Command("checkpoint") { to };
        checkpoint.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var output = parsed.GetValue(to) is { } file ? new GivenOutput(file) : null;
                    if (output?.Objection(session.UiTexts, replaces: true) is { } objection)
                        return session.Complain(objection, ExitCodes.Refused);
                    switch (await session.KeepLogAsync(ct))
                    {
                        case LogStep.Stopped(_, var why):
                            return session.Complain(session.UiTexts.Of("Cli.LogStopped", why), ExitCodes.NotAsItShouldBe);
                        case LogStep.Noted noted:
                            // The note is the answer too.
                            if (output is { IsPiped: false })
                                await File.WriteAllTextAsync(output.Path, $"{noted.Note}", ct);
                            if (session.IsJson)
                                session.WriteJson(
                                    new
                                    {
                                        origin = noted.Checkpoint.Origin.Value,
                                        size = noted.Checkpoint.Tree.Size,
                                        root = noted.Checkpoint.Tree.Root.ToString(),
                                        signatures = noted.Note.Signatures.Count,
                                        note = $"{noted.Note}",
                                    }
                                );
                            else
                                foreach (var line in $"{noted.Note}".TrimEnd('\n').Split('\n'))
                                    session.SayAsIs(line);
                            return ExitCodes.Done;
                        default:
                            return session.Complain(session.UiTexts["Cli.LogNone"], ExitCodes.NotFound);
                    }
                },
                seals: false
            )
        );
        return checkpoint;
    }

    public static Command MakeRestart(CliOptions options, CliHost host)
    {
        var name = new Argument<string>("name");
        var reason = new Option<string>("--reason") { HelpName = "REASON", Required = true };
        var restart = new Command("restart") { name, reason };
        restart.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var why = parsed.GetValue(reason);
                    if (!VisibleText.IsReason(why))
                        return session.Complain(session.UiTexts.Of("Cli.HoldReason", VisibleText.LongestReason), ExitCodes.Usage);
                    if (!NoteName.TryParse(parsed.GetValue(name), out var origin))
                        return session.Complain(session.UiTexts.Of("Witness.NoName", parsed.GetValue(name)), ExitCodes.Usage);
                    await SealAudit.DrainAsync(session.Workspace, ct);
                    if (
                        await RestartLog.RunAsync(session.Workspace, session.Installation.Log.Memory, session.Actor, origin, why, ct)
                        is not { } was
                    )
                        return session.Complain(session.UiTexts.Of("Cli.LogNotRestarted", origin), ExitCodes.Refused);
                    session.Say(session.UiTexts.Of("Cli.LogRestarted", origin, was.Checkpoint?.Origin, was.Checkpoint?.Tree.Size ?? 0));
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return restart;
    }
}

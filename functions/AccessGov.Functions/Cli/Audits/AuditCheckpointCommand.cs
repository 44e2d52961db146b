using System.CommandLine;
using AccessGov.App.Audit.Log;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit checkpoint</c>: signs the record's log, has it witnessed, and shows what to keep outside.</summary>
internal static class AuditCheckpointCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var to = new Option<string?>("--out")
        {
            Description = "Also write the checkpoint into a file, to be kept elsewhere.",
            HelpName = "FILE",
        };
        var checkpoint = new Command(
            "checkpoint",
            "Sign the record's log over all that is sealed and have it witnessed; done every night, and every hour where something is new. "
                + "Shows the checkpoint: whoever keeps it sees any later rollback."
        )
        {
            to,
        };
        checkpoint.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (await session.SealAsync(ct) is { } broken)
                        return session.Complain(broken, ExitCodes.NotAsItShouldBe);
                    switch (await session.KeepLogAsync(ct))
                    {
                        case LogStep.Stopped(_, var why):
                            return session.Complain(session.UiTexts.Of("Cli.LogStopped", why), ExitCodes.NotAsItShouldBe);
                        case LogStep.Noted noted:
                            if (parsed.GetValue(to) is { } file)
                                await File.WriteAllTextAsync(file, $"{noted.Note}", ct);
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
                                    session.Say(line);
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
}

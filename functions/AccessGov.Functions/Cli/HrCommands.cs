using System.CommandLine;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov hr</c>: personnel extracts and the lists beside them.</summary>
internal static class HrCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("hr", "Take over personnel records and the lists beside them.")
        {
            Import(
                options,
                host,
                "import",
                "Take over the personnel records of one 任命権者. A file is taken over whole or refused whole; a refused one changes nothing.",
                checkOnly: false
            ),
            Import(options, host, "check", "Say what 'hr import' would make of a file. Nothing is stored.", checkOnly: true),
            List(
                options,
                host,
                "announce",
                "Take over a list of announced moves (内示・発令). The brake counts only changes that no list announced."
            ),
            List(
                options,
                host,
                "keys",
                "Take over the list of enrolled FIDO2 keys. It replaces the one before, so it must name every key."
            ),
            HrStatementCommands.Tell(options, host),
            HrStatementCommands.Whole(options, host),
            List(
                options,
                host,
                "training",
                "Take over the list of completed trainings. It replaces the one before, so it must name everybody."
            ),
        };

    private static Command Import(CliOptions options, CliHost host, string name, string description, bool checkOnly)
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "The CSV file as the personnel system delivered it. Do not open and save it in a spreadsheet first.",
        }.AcceptExistingOnly();
        var source = new Option<string>("--source")
        {
            Description =
                "Who delivers (任命権者): the id under 'sources' in the policy, such as mayor. The mapping profile of that name is used.",
            Required = true,
            HelpName = "ID",
        };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            HelpName = "DATE",
            Description = "The day that the records speak of, written 2026-04-01. Default: today.",
        };
        var command = new Command(name, description) { file, source, asOf };
        command.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var profilePath = Path.Combine(session.Settings.ProfileFolder, $"{parsed.GetValue(source)}.yaml");
                    if (!File.Exists(profilePath))
                        return session.Complain($"There is no mapping profile '{profilePath}'.", ExitCodes.NotFound);
                    switch (MappingProfileReader.Read(await File.ReadAllTextAsync(profilePath, ct)))
                    {
                        case ProfileRead<MappingProfile>.Refused refused:
                            return session.Complain(
                                string.Join(Environment.NewLine, refused.Errors.Select(e => $"{profilePath}: {e}")),
                                ExitCodes.Settings
                            );
                        case ProfileRead<MappingProfile>.Loaded loaded:
                            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, ct);
                            var result = await ImportHr.RunAsync(
                                session.Workspace,
                                session.Actor,
                                loaded.Profile,
                                content,
                                parsed.GetValue(asOf) ?? session.Workspace.Today,
                                null,
                                checkOnly,
                                ct
                            );
                            return ImportText.Show(session, result, checkOnly);
                        case var other:
                            throw new InvalidOperationException(other.GetType().Name);
                    }
                },
                seals: !checkOnly
            )
        );
        return command;
    }

    private static Command List(CliOptions options, CliHost host, string name, string description)
    {
        var file = new Argument<FileInfo>("file") { Description = "The CSV file." }.AcceptExistingOnly();
        var command = new Command(name, description) { file };
        command.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, ct);
                    var (workspace, actor) = (session.Workspace, session.Actor);
                    return name switch
                    {
                        "announce" => await Take(
                            session,
                            "announcement",
                            ListProfileReader.ReadAnnouncement,
                            async p =>
                            {
                                var read = await ImportList.AnnouncementAsync(workspace, actor, p, content, ct);
                                var exitCode = ImportText.Show(session, name, read, a => a.Moves.Count);
                                if (read is ListRead<Announcement>.Read whole && !session.IsJson)
                                    ImportText.SayFindings(
                                        session,
                                        AnnouncementCheck.Compare(
                                            whole.Content,
                                            (await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct)).Roster
                                        )
                                    );
                                return exitCode;
                            },
                            ct
                        ),
                        "keys" => await Take(
                            session,
                            "keys",
                            ListProfileReader.ReadKeys,
                            async p =>
                                ImportText.Show(session, name, await ImportList.KeysAsync(workspace, actor, p, content, ct), k => k.Count),
                            ct
                        ),
                        _ => await Take(
                            session,
                            "training",
                            ListProfileReader.ReadTraining,
                            async p =>
                                ImportText.Show(
                                    session,
                                    name,
                                    await ImportList.TrainingsAsync(workspace, actor, p, content, ct),
                                    t => t.Count
                                ),
                            ct
                        ),
                    };
                }
            )
        );
        return command;
    }

    private static async Task<int> Take(
        Session session,
        string profile,
        Func<string, ProfileRead<ListProfile>> read,
        Func<ListProfile, Task<int>> take,
        CancellationToken ct
    )
    {
        var path = Path.Combine(session.Settings.ProfileFolder, profile + ".yaml");
        if (!File.Exists(path))
            return session.Complain($"There is no profile '{path}'.", ExitCodes.NotFound);
        return read(await File.ReadAllTextAsync(path, ct)) switch
        {
            ProfileRead<ListProfile>.Loaded loaded => await take(loaded.Profile),
            ProfileRead<ListProfile>.Refused refused => session.Complain(
                string.Join(Environment.NewLine, refused.Errors.Select(e => $"{path}: {e}")),
                ExitCodes.Settings
            ),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }
}

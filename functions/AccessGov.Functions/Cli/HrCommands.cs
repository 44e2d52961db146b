using System.CommandLine;
using AccessGov.App.Events;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov hr</c>: personnel extracts and the lists beside them.</summary>
internal static class HrCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("hr")
        {
            Import(options, host, "import", checkOnly: false),
            Import(options, host, "check", checkOnly: true),
            HrProfileCommand.Make(options, host),
            List(options, host, "announce"),
            List(options, host, "keys"),
            HrStatementCommands.Tell(options, host),
            HrStatementCommands.Whole(options, host),
            HrStatementCommands.Withdraw(options, host),
            List(options, host, "training"),
            List(options, host, "contracts"),
        };

    private static Command Import(CliOptions options, CliHost host, string name, bool checkOnly)
    {
        var file = new Argument<FileInfo>("file");
        var source = new Option<string>("--source") { Required = true, HelpName = "SOURCE" };
        var asOf = DayOption.Of("--as-of");
        var all = new Option<bool>("--all");
        var command = new Command(name)
        {
            file,
            source,
            asOf,
            all,
        };
        var show = new Option<int?>("--show") { HelpName = "N" };
        if (checkOnly)
            command.Add(show);
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var id = new SourceId(parsed.GetValue(source)!);
                    var shown = checkOnly ? parsed.GetValue(show) : null;
                    if (shown < 1)
                        return session.Complain(session.UiTexts["Cli.ShowTooFew"], ExitCodes.Usage);
                    if (NamedSource.Objection(session, id) is { } objection)
                        return session.Complain(objection, ExitCodes.NotFound);
                    if (session.Installation.Profiles.Of(id) is not { } profile)
                        return NoProfile(session, id.Value);
                    var given = parsed.GetValue(file)!;
                    var (content, refused) = await GivenFile.OpenAsync(session, given, HrFileArrived.MaxBytes, profile.Form, ct);
                    if (content is null)
                        return refused;
                    await using var copy = content;
                    var day = parsed.GetValue(asOf) ?? session.Workspace.Today;
                    var result = await ImportHr.RunAsync(session.Workspace, session.Actor, profile, content, day, null, checkOnly, ct);
                    var isAll = parsed.GetValue(all);
                    // Read once more, so that people of whom one wants to see some are not held for all others.
                    return shown is { } most && ExtractReader.Read(content, profile, day).Read is ExtractRead.Read read
                        ? ImportText.Show(session, result, checkOnly, isAll, new PeopleTable(session, read.Extract.Workers, day, most))
                        : ImportText.Show(session, result, checkOnly, isAll);
                },
                seals: !checkOnly,
                asSomebody: !checkOnly
            )
        );
        return command;
    }

    private static Command List(CliOptions options, CliHost host, string name)
    {
        var file = new Argument<FileInfo>("file");
        var all = new Option<bool>("--all");
        var command = new Command(name) { file, all };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (workspace, actor, profiles) = (session.Workspace, session.Actor, session.Installation.Profiles);
                    var list = name switch
                    {
                        "announce" => profiles.Announcement,
                        "keys" => profiles.Keys,
                        "contracts" => profiles.Contracts,
                        _ => profiles.Training,
                    };
                    if (list is null)
                        return NoProfile(session, name == "announce" ? "announcement" : name);
                    var given = parsed.GetValue(file)!;
                    var (content, refused) = await GivenFile.ReadAsync(session, given, GivenFile.MostOfAList, list.Form, ct);
                    if (content is null)
                        return refused;
                    var isAll = parsed.GetValue(all);
                    switch (name)
                    {
                        case "announce" when profiles.Announcement is { } profile:
                            var read = await ImportList.AnnouncementAsync(workspace, actor, profile, content, ct);
                            var exitCode = ImportText.Show(session, name, read, a => a.Moves.Count, isAll);
                            if (read is ListRead<Announcement>.Read whole && !session.IsJson)
                                ImportText.SayFindings(
                                    session,
                                    AnnouncementCheck.Compare(
                                        whole.Content,
                                        (await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct)).Roster
                                    ),
                                    isAll
                                );
                            return exitCode;
                        case "keys" when profiles.Keys is { } profile:
                            return ImportText.Show(
                                session,
                                name,
                                await ImportList.KeysAsync(workspace, actor, profile, content, ct),
                                k => k.Count,
                                isAll
                            );
                        case "contracts" when profiles.Contracts is { } profile:
                            return ImportText.Show(
                                session,
                                name,
                                await ImportList.ContractsAsync(workspace, actor, profile, content, ct),
                                c => c.Count,
                                isAll
                            );
                        case "training" when profiles.Training is { } profile:
                            return ImportText.Show(
                                session,
                                name,
                                await ImportList.TrainingsAsync(workspace, actor, profile, content, ct),
                                t => t.Count,
                                isAll
                            );
                        default:
                            return NoProfile(session, name == "announce" ? "announcement" : name);
                    }
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static int NoProfile(Session session, string name) =>
        session.Complain(session.UiTexts.Of("Cli.NoProfile", session.Installation.Profiles.PathOf(name)), ExitCodes.NotFound);
}

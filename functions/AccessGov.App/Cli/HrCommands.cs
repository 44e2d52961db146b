using System.CommandLine;
using AccessGov.App.Flows;
using AccessGov.App.Hr;
using AccessGov.Core.Personnel;
using AccessGov.Core.Reconciliation;

namespace AccessGov.App.Cli;

/// <summary><c>accessgov hr</c>: personnel extracts and the lists beside them.</summary>
internal static class HrCommands
{
    public static Command Make(CliOptions options, CliHost host) => new("hr", "Personnel extracts and lists: import them, or check them without storing anything.")
    {
        Import(options, host, "import", "Take a file over. A refused file changes nothing.", checkOnly: false),
        Import(options, host, "check", "Say what would come of a file; nothing is stored.", checkOnly: true),
        List(options, host, "announce", "Take the 内示・発令 list over: changes it foretells do not count for the brake."),
        List(options, host, "keys", "Take the list of enrolled FIDO2 keys over."),
        List(options, host, "training", "Take the list of completed trainings over."),
    };

    private static Command Import(CliOptions options, CliHost host, string name, string description, bool checkOnly)
    {
        var file = new Argument<FileInfo>("file") { Description = "The extract." }.AcceptExistingOnly();
        var source = new Option<string>("--source") { Description = "The 任命権者, as the policy names it; its mapping profile is used.", Required = true };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day the extract speaks of (yyyy-MM-dd). Default: today." };
        var command = new Command(name, description) { file, source, asOf };
        command.SetAction(CommandLine.InSession(options, host, async (session, parsed, ct) =>
        {
            var profilePath = Path.Combine(session.Settings.ProfileFolder, $"{parsed.GetValue(source)}.yaml");
            if (!File.Exists(profilePath)) return session.Complain($"There is no mapping profile '{profilePath}'.", ExitCodes.NotFound);
            switch (MappingProfileReader.Read(await File.ReadAllTextAsync(profilePath, ct)))
            {
                case ProfileRead<MappingProfile>.Refused refused:
                    return session.Complain(string.Join(Environment.NewLine, refused.Errors.Select(e => $"{profilePath}: {e}")), ExitCodes.Settings);
                case ProfileRead<MappingProfile>.Loaded loaded:
                    var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, ct);
                    var result = await ImportHr.RunAsync(
                        session.Workspace, session.Actor, loaded.Profile, content, parsed.GetValue(asOf) ?? session.Workspace.Today, checkOnly, ct);
                    return ImportText.Show(session, result, checkOnly);
                case var other:
                    throw new InvalidOperationException(other.GetType().Name);
            }
        }, seals: !checkOnly));
        return command;
    }

    private static Command List(CliOptions options, CliHost host, string name, string description)
    {
        var file = new Argument<FileInfo>("file") { Description = "The list." }.AcceptExistingOnly();
        var command = new Command(name, description) { file };
        command.SetAction(CommandLine.InSession(options, host, async (session, parsed, ct) =>
        {
            var content = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, ct);
            var (workspace, actor) = (session.Workspace, session.Actor);
            return name switch
            {
                "announce" => await Take(session, "announcement", ListProfileReader.ReadAnnouncement,
                    async p =>
                    {
                        var read = await ImportList.AnnouncementAsync(workspace, actor, p, content, ct);
                        var exitCode = ImportText.Show(session, name, read, a => a.Moves.Count);
                        if (read is ListRead<Announcement>.Read whole && !session.IsJson)
                            ImportText.SayFindings(session, AnnouncementCheck.Compare(whole.Content, (await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct)).Roster));
                        return exitCode;
                    }, ct),
                "keys" => await Take(session, "keys", ListProfileReader.ReadKeys,
                    async p => ImportText.Show(session, name, await ImportList.KeysAsync(workspace, actor, p, content, ct), k => k.Count), ct),
                _ => await Take(session, "training", ListProfileReader.ReadTraining,
                    async p => ImportText.Show(session, name, await ImportList.TrainingsAsync(workspace, actor, p, content, ct), t => t.Count), ct),
            };
        }));
        return command;
    }

    private static async Task<int> Take(
        Session session, string profile, Func<string, ProfileRead<ListProfile>> read, Func<ListProfile, Task<int>> take, CancellationToken ct)
    {
        var path = Path.Combine(session.Settings.ProfileFolder, profile + ".yaml");
        if (!File.Exists(path)) return session.Complain($"There is no profile '{path}'.", ExitCodes.NotFound);
        return read(await File.ReadAllTextAsync(path, ct)) switch
        {
            ProfileRead<ListProfile>.Loaded loaded => await take(loaded.Profile),
            ProfileRead<ListProfile>.Refused refused => session.Complain(string.Join(Environment.NewLine, refused.Errors.Select(e => $"{path}: {e}")), ExitCodes.Settings),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }
}

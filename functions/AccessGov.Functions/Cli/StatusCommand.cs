using System.CommandLine;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.App.Transfers;
using AccessGov.App.Watching;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Triggers;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov status</c> and <c>whoami</c>: how the installation stands, and as whom one works here.</summary>
internal static class StatusCommand
{
    private sealed record Source(string Id, string Name, DateOnly? AsOf, DateTimeOffset? HeardAt, int Workers, Package? Package)
    {
        /// <summary>By how many days its facts are older than the policy lets them be; null when they are not.</summary>
        public int? DaysTooOld { get; init; }
    }

    // The last package of another node by which the people of a source were taken over.
    private sealed record Package(string Node, long Number, DateTimeOffset MadeAt, int AgeDays);

    private sealed record Standing(
        bool Live,
        IReadOnlyList<Source> Sources,
        long PlansWaiting,
        IReadOnlyDictionary<string, long> ActionsWaiting,
        IReadOnlyDictionary<string, long> Incidents,
        DateTimeOffset? SignedAt,
        long Unsigned,
        IReadOnlyDictionary<string, long> Messages
    );

    // InForce is false where the roles are those of the settings, to which nobody has agreed yet.
    private sealed record Who(string User, string? Worker, IReadOnlyList<string> Roles, bool InForce);

    /// <summary><c>status</c>: mode, sources and their age, what waits, the record, queues.</summary>
    public static Command Make(CliOptions options, CliHost host)
    {
        var command = new Command("status");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    var standing = await ReadAsync(session, ct);
                    if (session.IsJson)
                        session.WriteJson(standing);
                    else
                        Say(session, standing);
                    return ExitCodes.Done;
                },
                seals: false,
                saysMode: true
            )
        );
        return command;
    }

    /// <summary><c>whoami</c>: the user of the operating system, whose user that is by the table of operators, and the roles.</summary>
    public static Command MakeWho(CliOptions options, CliHost host)
    {
        var command = new Command("whoami");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, _, _) =>
                {
                    var roles = session.Roles.Select(OperatorRoleCodes.Of).ToArray();
                    if (session.IsJson)
                        session.WriteJson(new Who(session.OsUser, session.Operator?.Value, roles, session.HasOperators));
                    else if (session.Operator is { } worker)
                        session.Say(
                            session.UiTexts.Of(
                                session.HasOperators ? "Status.Who" : "Status.WhoInSettings",
                                session.OsUser,
                                worker,
                                roles.Length == 0
                                    ? session.UiTexts["Status.NoRoles"]
                                    : string.Join(", ", roles.Select(r => session.UiTexts[$"Role.{r}"]))
                            )
                        );
                    else
                        session.Say(session.UiTexts.Of("Status.Nobody", session.OsUser));
                    return Task.FromResult(session.Operator is null ? ExitCodes.NotFound : ExitCodes.Done);
                },
                seals: false
            )
        );
        return command;
    }

    private static async Task<Standing> ReadAsync(Session session, CancellationToken ct)
    {
        var workspace = session.Workspace;
        var read = await new GaugeReader(workspace, FunctionsMetadata.Queues()).ReadAsync(ct);
        var packages = await PackagesAsync(workspace, ct);
        var sources = new List<Source>();
        foreach (var source in workspace.Policy.Sources)
        {
            var state = await ImportHr.StateAsync(workspace, source.Id, ct);
            var stated = read.FactsAt.TryGetValue((source.Id.Value, "statement"), out var at) ? at : (DateTimeOffset?)null;
            var heard = state is null || stated > state.AcceptedAt ? stated : state.AcceptedAt;
            var by = packages.GetValueOrDefault(source.Id);
            sources.Add(
                new Source(source.Id.Value, source.Name, state?.AsOf, heard, state?.Workers ?? 0, by)
                {
                    DaysTooOld = state?.AsOf is { } asOf ? source.DaysTooOld(asOf, workspace.Today) : null,
                }
            );
        }
        return new Standing(
            workspace.IsLive,
            sources,
            // Those that plans --waiting lists: the figure looks no further back than a reading every minute may.
            (await PlanList.WaitingAsync(workspace, ct)).Count,
            read.ActionsWaiting,
            read.Incidents,
            read.SignedAt,
            read.Unsigned,
            read.Messages.Where(m => m.Value > 0).ToDictionary(m => m.Key, m => m.Value)
        );
    }

    private static async Task<Dictionary<SourceId, Package>> PackagesAsync(Workspace workspace, CancellationToken ct)
    {
        var packages = new Dictionary<SourceId, Package>();
        foreach (var peer in workspace.Peers)
            foreach (var (kind, last) in await TransferBook.HeardAsync(workspace, peer.Name, ct))
                if (
                    TransferKinds.SourceOf(kind) is { } source
                    && (!packages.TryGetValue(source, out var other) || other.MadeAt < last.MadeAt)
                )
                {
                    var days = TransferBook.AgeInDays(workspace, last.MadeAt);
                    packages[source] = new Package(peer.Name.Value, last.Number, last.MadeAt, days);
                }
        return packages;
    }

    private static void Say(Session session, Standing standing)
    {
        var (texts, workspace) = (session.UiTexts, session.Workspace);
        session.Say(texts[standing.Live ? "Status.Live" : "Cli.Observing"]);
        foreach (var source in standing.Sources)
        {
            session.Say(
                source.HeardAt is { } at
                    ? source.AsOf is { } asOf
                        ? texts.Of("Status.Source", source.Id, source.Name, asOf, workspace.Local(at), source.Workers)
                        : texts.Of("Status.SourceTold", source.Id, source.Name, workspace.Local(at))
                    : texts.Of("Status.Silent", source.Id, source.Name)
            );
            if (source.DaysTooOld is { } days)
                session.Say(texts.Of("Status.SourceTooOld", days));
            if (source.Package is { } by)
                session.Say(texts.Of("Status.SourcePackage", by.Node, by.Number, workspace.Local(by.MadeAt), by.AgeDays));
        }
        session.Say(texts.Of("Status.Plans", standing.PlansWaiting, standing.ActionsWaiting.Values.Sum()));
        session.Say(
            standing.Incidents.Count == 0
                ? texts["Status.NoIncidents"]
                : texts.Of("Status.Incidents", standing.Incidents.Values.Sum(), Counted(texts, "Incident.", standing.Incidents))
        );
        session.Say(
            standing.SignedAt is { } signed
                ? texts.Of("Status.Signed", workspace.Local(signed), standing.Unsigned)
                : texts.Of("Status.NotSigned", standing.Unsigned)
        );
        session.Say(
            standing.Messages.Count == 0
                ? texts["Status.QueuesEmpty"]
                : texts.Of("Status.Queues", Counted(texts, "Queue.", standing.Messages))
        );
    }

    /// <summary>Codes in words, with how many there are of each.</summary>
    private static string Counted(UiTexts texts, string prefix, IReadOnlyDictionary<string, long> counts) =>
        string.Join(
            texts["List.Between"],
            counts.Select(c => texts.Of("Status.Count", texts.Find(prefix + c.Key) ?? texts["Cli.Unknown"], c.Value))
        );
}

using System.Security.Cryptography;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>The lists beside the extracts: 内示・発令, keys, trainings, contracts. Each is taken over whole or refused whole.</summary>
public static partial class ImportList
{
    internal const string AnnouncementPrefix = "announcement:";
    internal const string Keys = "keys",
        Trainings = "trainings",
        Contracts = "contracts",
        EntraKeys = "entra-keys";

    /// <summary>Why nothing is read while a profile was changed by one person.</summary>
    internal static Wording ProfilesDiffer => Wording.Of("Table.profiles-differ");

    internal static readonly FactKind ListRefused = FactKind.Parse("list-refused");

    /// <summary>A list. Who imported it by hand counts for 内示・発令 alone; null for a program, and once a second person imported it.</summary>
    private sealed record ListState(string Kept, DateTimeOffset AcceptedAt, int Lines, EmployeeId? By = null);

    /// <summary>Takes over an announcement. Several may be in force; the brake knows them all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="profile">How the list is written.</param>
    /// <param name="content">The file as it was delivered.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ListRead<Announcement>> AnnouncementAsync(
        Workspace workspace,
        Actor actor,
        ListProfile profile,
        byte[] content,
        CancellationToken ct
    ) => TakeAsync(workspace, actor, AnnouncementPrefix + Hash(content)[..32], ListReader.ReadAnnouncement(content, profile), LinesOf, ct);

    /// <summary>Takes over the list of enrolled keys.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="profile">How the list is written.</param>
    /// <param name="content">The file as it was delivered.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ListRead<List<KeyFact>>> KeysAsync(
        Workspace workspace,
        Actor actor,
        ListProfile profile,
        byte[] content,
        CancellationToken ct
    ) => TakeAsync(workspace, actor, Keys, ListReader.ReadKeys(content, profile), LinesOf, ct);

    /// <summary>Takes over the list of completed trainings.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="profile">How the list is written.</param>
    /// <param name="content">The file as it was delivered.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ListRead<List<TrainingFact>>> TrainingsAsync(
        Workspace workspace,
        Actor actor,
        ListProfile profile,
        byte[] content,
        CancellationToken ct
    ) => TakeAsync(workspace, actor, Trainings, ListReader.ReadTraining(content, profile), LinesOf, ct);

    /// <summary>Takes over the list of contracts of 委託事業者.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="profile">How the list is written.</param>
    /// <param name="content">The file as it was delivered.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ListRead<List<ContractFact>>> ContractsAsync(
        Workspace workspace,
        Actor actor,
        ListProfile profile,
        byte[] content,
        CancellationToken ct
    ) => TakeAsync(workspace, actor, Contracts, ListReader.ReadContracts(content, profile), LinesOf, ct);

    /// <summary>Takes over what Entra's registration report says.</summary>
    internal static Task EntraKeysAsync(Workspace workspace, Actor actor, List<EntraKey> report, CancellationToken ct) =>
        TakeAsync(
            workspace,
            actor,
            EntraKeys,
            new ListRead<List<EntraKey>>.Read(report, [], []),
            k => k.Select(l => (l.Worker, DateOnly.MinValue, l.ToString())),
            ct
        );

    /// <summary>What Entra's registration report said, and when it was read; null when it never was.</summary>
    internal static async Task<(IReadOnlyList<EntraKey> Report, DateTimeOffset ReadAt)?> KnownEntraKeysAsync(
        Workspace workspace,
        CancellationToken ct
    ) =>
        await PartitionCommit.ReadAsync<ListState>(workspace, Scopes.Personnel, EntraKeys, ct) is { } state
            ? (await workspace.Parsed.ValueAsync<List<EntraKey>>(EntraKeys, state.Kept, ct), state.AcceptedAt)
            : null;

    /// <summary>The keys, known whole or not at all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Known<IReadOnlyList<KeyFact>>> KnownKeysAsync(Workspace workspace, CancellationToken ct) =>
        KnownAsync<KeyFact>(workspace, Keys, ct);

    /// <summary>The trainings, known whole or not at all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Known<IReadOnlyList<TrainingFact>>> KnownTrainingsAsync(Workspace workspace, CancellationToken ct) =>
        KnownAsync<TrainingFact>(workspace, Trainings, ct);

    /// <summary>The contracts, known whole or not at all.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Known<IReadOnlyList<ContractFact>>> KnownContractsAsync(Workspace workspace, CancellationToken ct) =>
        KnownAsync<ContractFact>(workspace, Contracts, ct);

    /// <summary>A list of 内示・発令.</summary>
    /// <param name="Moves">Its lines.</param>
    /// <param name="By">Who alone brought it by hand; null for a program, or for two people.</param>
    public sealed record Brought(IReadOnlyList<AnnouncedMove> Moves, EmployeeId? By);

    /// <summary>Every announcement taken over so far.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Brought>> KnownAnnouncementsAsync(Workspace workspace, CancellationToken ct)
    {
        var lists = new List<Brought>();
        var rows = workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), AnnouncementPrefix, AnnouncementPrefix + "~", ct);
        await foreach (var row in rows)
        {
            var state = PartitionCommit.Parse<ListState>(row);
            lists.Add(new Brought((await workspace.Parsed.ValueAsync<Announcement>(row.Row, state.Kept, ct)).Moves, state.By));
        }
        return lists;
    }

    private static async Task<Known<IReadOnlyList<T>>> KnownAsync<T>(Workspace workspace, string row, CancellationToken ct) =>
        await PartitionCommit.ReadAsync<ListState>(workspace, Scopes.Personnel, row, ct) is { } state
            ? new Known<IReadOnlyList<T>>.Whole(await workspace.Parsed.ValueAsync<List<T>>(row, state.Kept, ct))
            : new Known<IReadOnlyList<T>>.Missing("not-imported");

    private static async Task<ListRead<T>> TakeAsync<T>(
        Workspace workspace,
        Actor actor,
        string row,
        ListRead<T> read,
        Func<T, IEnumerable<(EmployeeId Worker, DateOnly On, string Line)>> lines,
        CancellationToken ct,
        NodePart? part = null,
        EmployeeId? by = null
    )
        where T : class
    {
        if (part is null && row != EntraKeys && !workspace.AreProfilesAgreed)
            return new ListRead<T>.Refused([ProfilesDiffer], []);
        var count = read is ListRead<T>.Read { Content: var content } ? lines(content).Count() : 0;
        var kept = read is ListRead<T>.Read whole ? await workspace.Kept.KeepAsync(whole.Content, ct) : null;
        return await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                if (part is not null && await part.IsLateAsync(ct))
                    return (false, read);
                switch (read)
                {
                    case ListRead<T>.Read accepted:
                        var known = await PartitionCommit.ReadAsync<ListState>(workspace, Scopes.Personnel, row, ct);
                        var before =
                            actor is Actor.Employee && known is not null
                                ? lines(await workspace.Kept.ValueAsync<T>(known.Kept, ct)).Select(l => l.Line).ToHashSet()
                                : [];
                        var fresh = lines(accepted.Content).Where(l => !before.Contains(l.Line)).ToArray();
                        Note(
                            commit,
                            workspace,
                            actor,
                            row,
                            [.. fresh.Select(l => (l.Worker, l.On))],
                            known is null ? new HashSet<EmployeeId>() : await HadItAsync(workspace, row, known.Kept, ct)
                        );
                        commit
                            .Put(row, new ListState(kept!, workspace.Now, count, by ?? OnlyBy(known, actor)))
                            .Tell(
                                FactKind.ListAccepted,
                                actor,
                                row,
                                BodyOf(count, accepted.Rejected.Count, kept, by)
                            );
                        break;
                    case ListRead<T>.Refused refused:
                        commit.Tell(ListRefused, actor, row, new FactBody().Add("reasons", refused.Reasons));
                        break;
                }
                return (true, read);
            },
            ct
        );
    }

    /// <summary>
    /// 内示 foretells: what gives comes from a source. A key opens a zone, and the training of somebody who had none whatever wants one;
    /// whoever is trained anew goes on as before. So does a contract: extended while it is in force, it gives nothing that was not there.
    /// </summary>
    private static void Note(
        PartitionCommit commit,
        Workspace workspace,
        Actor actor,
        string row,
        (EmployeeId Worker, DateOnly On)[] fresh,
        IReadOnlySet<EmployeeId> hadIt
    )
    {
        var gives = row is Keys or Trainings or Contracts;
        foreach (var part in fresh.ToLookup(l => gives && !hadIt.Contains(l.Worker)))
            SuppliedByHand.Note(
                commit,
                workspace,
                actor,
                part.Key || !gives ? row : row + "|again",
                part.Select(l => l.Worker).ToHashSet(),
                part.Select(l => l.On),
                gives: part.Key
            );
    }

    private static async Task<IReadOnlySet<EmployeeId>> HadItAsync(Workspace workspace, string row, string kept, CancellationToken ct) =>
        row switch
        {
            Trainings => await TrainedAsync(workspace, kept, ct),
            Contracts => (await workspace.Kept.ValueAsync<List<ContractFact>>(kept, ct))
                .Where(c => c.Days.Covers(workspace.Today))
                .Select(c => c.Worker)
                .ToHashSet(),
            _ => new HashSet<EmployeeId>(),
        };

    private static async Task<IReadOnlySet<EmployeeId>> TrainedAsync(Workspace workspace, string kept, CancellationToken ct)
    {
        var days = workspace.Policy.Timing.TrainingValidDays;
        return (await workspace.Kept.ValueAsync<List<TrainingFact>>(kept, ct))
            .Where(t => t.CompletedOn <= workspace.Today && workspace.Today <= t.CompletedOn.AddDays(days))
            .Select(t => t.Worker)
            .ToHashSet();
    }

    private static FactBody BodyOf(int lines, int rejected, string? kept, EmployeeId? by)
    {
        var body = new FactBody().Add("lines", lines).Add("rejected", rejected).Add("kept", kept);
        return by is { Value: var told } ? body.Add("onlyBy", told) : body;
    }

    private static EmployeeId? OnlyBy(ListState? known, Actor actor) =>
        actor is Actor.Employee { Id: var by } && (known is null || known.By == by) ? by : null;

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

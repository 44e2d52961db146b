using System.Runtime.CompilerServices;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Personnel;

/// <summary>
/// What a node tells by one package. Each commit of it looks whether a later package has begun meanwhile: whoever is stopped in the middle
/// and goes on later puts nothing older over what is newer.
/// </summary>
/// <param name="Workspace">The tenant's stores, directory, policy and clock.</param>
/// <param name="Node">The node, as a program.</param>
/// <param name="Number">Number of the package.</param>
internal sealed record NodePart(Workspace Workspace, Actor.Application Node, long Number)
{
    /// <summary>How the names of nodes begin, as programs that tell something.</summary>
    public const string Prefix = "node:";

    private sealed record Begun(long Number);

    private string Row => Node.Name;

    /// <summary>From now on nothing of an earlier package is taken.</summary>
    public Task BeginAsync(CancellationToken ct) =>
        PersonnelCommit.RunAsync(
            Workspace,
            async commit =>
            {
                var isNew = (await ReadAsync(ct))?.Number is not { } known || known < Number;
                if (isNew)
                    commit.Put(Row, new Begun(Number));
                return (isNew, isNew);
            },
            ct
        );

    /// <summary>True once a later package has begun.</summary>
    public async Task<bool> IsLateAsync(CancellationToken ct) => (await ReadAsync(ct))?.Number > Number;

    private Task<Begun?> ReadAsync(CancellationToken ct) => PartitionCommit.ReadAsync<Begun>(Workspace, Scopes.Personnel, Row, ct);
}

/// <content>What comes in a package instead of a file.</content>
public static partial class ImportHr
{
    /// <summary>What another node of the same municipality tells of a source, read already: judged as a file of the source is.</summary>
    /// <param name="part">Which node tells it, by which package.</param>
    /// <param name="extract">What it tells.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task<ImportResult> OfNodeAsync(NodePart part, SourceExtract extract, bool checkOnly, CancellationToken ct) =>
        part.Workspace.Policy.Sources.All(s => s.Id != extract.Source)
            ? Task.FromResult<ImportResult>(NoSuchSource(part.Workspace, extract.Source))
            : TakeAsync(
                part.Workspace,
                part.Node,
                extract.Source,
                new ExtractRead.Read(extract, [], [], []),
                extract.ContentHash,
                null,
                checkOnly,
                ct,
                part
            );
}

/// <content>What comes in a package instead of a file.</content>
public static partial class ImportList
{
    /// <summary>Takes over the keys that another node tells.</summary>
    /// <param name="part">Which node tells it, by which package.</param>
    /// <param name="keys">Everybody's.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task OfNodeAsync(NodePart part, List<KeyFact> keys, CancellationToken ct) => OfNodeAsync(part, Keys, keys, LinesOf, ct);

    /// <summary>The same of trainings.</summary>
    internal static Task OfNodeAsync(NodePart part, List<TrainingFact> trainings, CancellationToken ct) =>
        OfNodeAsync(part, Trainings, trainings, LinesOf, ct);

    /// <summary>The same of contracts.</summary>
    internal static Task OfNodeAsync(NodePart part, List<ContractFact> contracts, CancellationToken ct) =>
        OfNodeAsync(part, Contracts, contracts, LinesOf, ct);

    /// <summary>
    /// The same of announced moves: of each node one list that personnel brought, and one of each person who alone brought some. What is
    /// not in the package any more is no longer announced.
    /// </summary>
    internal static async Task OfNodeAsync(NodePart part, IReadOnlyList<Brought> lists, CancellationToken ct)
    {
        var own = AnnouncementPrefix + part.Node.Name;
        var told = lists.ToDictionary(l => l.By is { } by ? $"{own}|{by}" : own, StringComparer.Ordinal);
        await foreach (var (row, state) in ListsOfNodeAsync(part.Workspace, own, ct))
            told.TryAdd(row, new Brought([], state.By));
        foreach (var (row, list) in told)
            await OfNodeAsync(part, row, new Announcement(list.Moves), LinesOf, ct, list.By);
    }

    /// <summary>The moves that a node announced last.</summary>
    internal static async Task<IReadOnlyList<AnnouncedMove>> MovesOfNodeAsync(Workspace workspace, NodeName node, CancellationToken ct)
    {
        var moves = new List<AnnouncedMove>();
        await foreach (var (row, state) in ListsOfNodeAsync(workspace, AnnouncementPrefix + NodePart.Prefix + node, ct))
            moves.AddRange((await workspace.Parsed.ValueAsync<Announcement>(row, state.Kept, ct)).Moves);
        return moves;
    }

    private static async IAsyncEnumerable<(string Row, ListState State)> ListsOfNodeAsync(
        Workspace workspace,
        string own,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), own, own + "|~", ct))
            if (record.Row == own || record.Row.StartsWith(own + "|", StringComparison.Ordinal))
                yield return (record.Row, PartitionCommit.Parse<ListState>(record));
    }

    /// <summary>Notes why a list of a package is not taken over.</summary>
    internal static Task RefuseOfNodeAsync(NodePart part, string kind, Refusal why, CancellationToken ct) =>
        TakeAsync(
            part.Workspace,
            part.Node,
            kind == TransferKinds.Moves ? AnnouncementPrefix + part.Node.Name : kind,
            new ListRead<List<KeyFact>>.Refused([RefusalWording.Of(why)], []),
            LinesOf,
            ct,
            part
        );

    private static Task<ListRead<T>> OfNodeAsync<T>(
        NodePart part,
        string row,
        T list,
        Func<T, IEnumerable<(EmployeeId Worker, DateOnly On, string Line)>> lines,
        CancellationToken ct,
        EmployeeId? by = null
    )
        where T : class => TakeAsync(part.Workspace, part.Node, row, new ListRead<T>.Read(list, [], []), lines, ct, part, by);

    private static IEnumerable<(EmployeeId Worker, DateOnly On, string Line)> LinesOf(List<KeyFact> keys) =>
        keys.Select(k => (k.Worker, k.Days.From, k.ToString()));

    private static IEnumerable<(EmployeeId Worker, DateOnly On, string Line)> LinesOf(List<TrainingFact> trainings) =>
        trainings.Select(t => (t.Worker, t.CompletedOn, t.ToString()));

    private static IEnumerable<(EmployeeId Worker, DateOnly On, string Line)> LinesOf(List<ContractFact> contracts) =>
        contracts.Select(c => (c.Worker, c.Days.From, c.ToString()));

    private static IEnumerable<(EmployeeId Worker, DateOnly On, string Line)> LinesOf(Announcement announcement) =>
        announcement.Moves.Select(m => (m.Worker, m.On, m.ToString()));
}

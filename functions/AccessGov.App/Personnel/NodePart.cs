using AccessGov.App.Personnel.Reading;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

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
    internal static Task<ImportResult> OfNodeAsync(
        NodePart part,
        SourceExtract extract,
        bool checkOnly,
        CancellationToken ct
    ) =>
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
    /// <summary>Takes over a list that another node of the same municipality tells.</summary>
    /// <param name="part">Which node tells it, by which package.</param>
    /// <param name="row">Which list: <see cref="Keys"/>, <see cref="Trainings"/>, <see cref="Contracts"/>.</param>
    /// <param name="list">Its lines.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task OfNodeAsync<T>(NodePart part, string row, List<T> list, CancellationToken ct)
        where T : class =>
        TakeAsync(
            part.Workspace,
            part.Node,
            row,
            new ListRead<List<T>>.Read(list, [], []),
            l => l.Select(NoLine),
            ct,
            part
        );

    /// <summary>The same of announced moves.</summary>
    /// <param name="part">Which node tells it, by which package.</param>
    /// <param name="moves">Every move that the node knows.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static Task MovesOfNodeAsync(NodePart part, Announcement moves, CancellationToken ct) =>
        TakeAsync(
            part.Workspace,
            part.Node,
            AnnouncementPrefix + part.Node.Name,
            new ListRead<Announcement>.Read(moves, [], []),
            a => a.Moves.Select(NoLine),
            ct,
            part
        );

    // Of what a program tells nothing is one person's word: only how many lines there are is asked.
    private static (EmployeeId Worker, DateOnly On, string Line) NoLine<T>(T line) => (new EmployeeId("0"), DateOnly.MinValue, $"{line}");
}

using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Somebody put a backup of the store back: the directory is newer than what is known. Nothing is given without people until every source
/// has delivered again.
/// </summary>
public static class RestoredStore
{
    private const string Row = "restored";
    private static readonly FactKind Restored = FactKind.Parse("store-restored");

    /// <param name="At">When it was said.</param>
    /// <param name="Repeated">Sources that have delivered since what they had delivered before.</param>
    private sealed record Mark(DateTimeOffset At, IReadOnlyList<SourceId> Repeated);

    /// <summary>Says so.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who says it; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task DeclareAsync(Workspace workspace, Actor actor, CancellationToken ct) =>
        PersonnelCommit.RunAsync(
            workspace,
            commit =>
            {
                commit.Put(Row, new Mark(workspace.Now, [])).Tell(Restored, actor, "store", new FactBody());
                return Task.FromResult((true, true));
            },
            ct
        );

    /// <summary>The day on which it was said, while a source has not delivered since; null otherwise.</summary>
    internal static async Task<DateOnly?> OnAsync(Workspace workspace, CancellationToken ct)
    {
        if (await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Personnel, Row, ct) is not { } mark)
            return null;
        foreach (var source in workspace.Policy.Sources)
            if (
                !mark.Repeated.Contains(source.Id)
                && (await ImportHr.StateAsync(workspace, source.Id, ct) is not { } state || state.AcceptedAt <= mark.At)
            )
                return DateOnly.FromDateTime(workspace.Local(mark.At).DateTime);
        return null;
    }

    /// <summary>A source delivered once more what it had delivered before: that is its word of today all the same.</summary>
    internal static async Task RepeatedAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        if (await OnAsync(workspace, ct) is null)
            return;
        await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                var mark = (await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Personnel, Row, ct))!;
                var isNew = !mark.Repeated.Contains(source);
                if (isNew)
                    commit.Put(Row, mark with { Repeated = [.. mark.Repeated, source] });
                return (isNew, isNew);
            },
            ct
        );
    }
}

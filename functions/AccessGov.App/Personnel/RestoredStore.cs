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
    internal const string Row = "restored";

    /// <param name="At">When it was said.</param>
    /// <param name="Repeated">Sources whose word of before is their word of today: delivered once more, or declared whole again.</param>
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
                commit.Put(Row, new Mark(workspace.Now, [])).Tell(FactKind.StoreRestored, actor, "store", new FactBody());
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
    /// <returns>False when nothing waits for that source.</returns>
    internal static async Task<bool> RepeatedAsync(Workspace workspace, Actor actor, SourceId source, CancellationToken ct) =>
        await OnAsync(workspace, ct) is not null
        && await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                var mark = (await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Personnel, Row, ct))!;
                var isNew = !mark.Repeated.Contains(source);
                if (isNew)
                    SuppliedByHand.Note(commit, workspace, actor, $"{ImportHr.Row(source)}|restored", null, []);
                if (isNew)
                    commit
                        .Put(Row, mark with { Repeated = [.. mark.Repeated, source] })
                        .Tell(FactKind.SourceHeardAgain, actor, source.Value, new FactBody().Add("restoredAt", mark.At));
                return (isNew, isNew);
            },
            ct
        );
}

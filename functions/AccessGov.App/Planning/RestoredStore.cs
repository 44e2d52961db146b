using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Planning;

/// <summary>
/// Somebody put a backup of the store back: the directory is newer than what is known. Nothing is given without people until every source
/// has delivered again.
/// </summary>
public static class RestoredStore
{
    private const string Row = "restored";
    private static readonly FactKind Restored = FactKind.Parse("store-restored");

    private sealed record Mark(DateTimeOffset At);

    /// <summary>Says so.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who says it; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task DeclareAsync(Workspace workspace, Actor actor, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
                (
                    (PartitionCommit?)
                        (await PartitionCommit.OpenAsync(workspace, Scopes.Plans, ct))
                            .Put(Row, new Mark(workspace.Now))
                            .Tell(Restored, actor, "store", new FactBody()),
                    true
                ),
            ct
        );

    /// <summary>The day on which it was said, while a source has not delivered since; null otherwise.</summary>
    internal static async Task<DateOnly?> OnAsync(Workspace workspace, CancellationToken ct)
    {
        if (await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Plans, Row, ct) is not { At: var at })
            return null;
        foreach (var source in workspace.Policy.Sources)
            if (await ImportHr.StateAsync(workspace, source.Id, ct) is not { } state || state.AcceptedAt <= at)
                return DateOnly.FromDateTime(workspace.Local(at).DateTime);
        return null;
    }
}

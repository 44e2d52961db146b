using AccessGov.App.Work;

namespace AccessGov.App.Personnel;

/// <summary>
/// The one way to change the personnel partition. Within a process one after the other, because each reads everything a source says;
/// between processes by the partition's version: whoever comes second reads and decides again.
/// </summary>
internal static class PersonnelCommit
{
    private sealed class Gate
    {
        public SemaphoreSlim OneAtATime { get; } = new(1, 1);
    }

    /// <summary>Reads, decides and writes.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="step">Fills the commit and says whether there is anything to write. Touches nothing else: it may be repeated.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<T> RunAsync<T>(
        Workspace workspace,
        Func<PartitionCommit, Task<(bool Writes, T Result)>> step,
        CancellationToken ct
    ) => RunAsync(workspace, () => Task.FromResult(true), _ => Task.FromResult(true), (commit, _, _) => step(commit), ct);

    /// <summary>The same when rows will point to files, which are kept before.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="decide">Reads and decides; touches nothing.</param>
    /// <param name="keep">Keeps by content hash what the rows will point to. Repeated it changes nothing.</param>
    /// <param name="write">Fills the commit and says whether there is anything to write; touches nothing else.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<T> RunAsync<TDecided, TKept, T>(
        Workspace workspace,
        Func<Task<TDecided>> decide,
        Func<TDecided, Task<TKept>> keep,
        Func<PartitionCommit, TDecided, TKept, Task<(bool Writes, T Result)>> write,
        CancellationToken ct
    )
    {
        var gate = workspace.Memory.Of(() => new Gate()).OneAtATime;
        await gate.WaitAsync(ct);
        try
        {
            return await OptimisticCommit.RunAsync(
                async () =>
                {
                    // Opened first: what is read after it is at least as new as the version that the commit is held against.
                    var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
                    var decided = await decide();
                    var (writes, result) = await write(commit, decided, await keep(decided));
                    return (writes ? commit : null, result);
                },
                ct
            );
        }
        finally
        {
            gate.Release();
        }
    }
}

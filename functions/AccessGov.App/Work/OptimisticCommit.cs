namespace AccessGov.App.Work;

/// <summary>Repeats "read, decide, commit" while somebody else commits in between.</summary>
internal static class OptimisticCommit
{
    private const int Times = 20;

    /// <summary>Runs the step until its commit meets nobody.</summary>
    /// <param name="step">Reads and decides; returns the open commit and the result, or no commit when nothing is to be written.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<T> RunAsync<T>(Func<Task<(PartitionCommit? Commit, T Result)>> step, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Times; attempt++)
        {
            var (commit, result) = await step();
            if (commit is null || await commit.CommitAsync(ct))
                return result;
        }
        throw new InvalidOperationException($"Somebody else committed to the partition {Times} times in a row.");
    }
}

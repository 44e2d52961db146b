using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;

namespace AccessGov.App.Work;

/// <summary>Rows that nobody needs any more, and how far sweeping has come.</summary>
internal static class SweepRows
{
    /// <summary>
    /// Removes rows of a range, some at a time and outside the partition's version, so that nothing is loaded again because of it. One that
    /// was changed meanwhile stays.
    /// </summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="scope">The partition.</param>
    /// <param name="from">The first row.</param>
    /// <param name="before">The first row that is not looked at.</param>
    /// <param name="isOver">Whether a row is needed by nobody.</param>
    /// <param name="ct">Cancels the operation between two commits.</param>
    /// <returns>How many.</returns>
    public static async Task<int> RemoveAsync(
        Workspace workspace,
        string scope,
        string from,
        string before,
        Func<StoredRecord, bool> isOver,
        CancellationToken ct
    )
    {
        var partition = new PartitionKey(workspace.Tenant, scope);
        var removed = 0;
        await foreach (var some in workspace.Records.RangeAsync(partition, from, before, ct).Where(isOver).Chunk(PartitionCommit.Room))
            // Another replica may sweep too, or somebody change one of them: then each by itself.
            if (await RemovedAsync(some))
                removed += some.Length;
            else
                foreach (var one in some)
                    removed += await RemovedAsync([one]) ? 1 : 0;
        return removed;

        async Task<bool> RemovedAsync(StoredRecord[] rows) =>
            await workspace.Records.CommitAsync(partition, [.. rows.Select(r => new RecordWrite.Delete(r.Row, r.ETag))], ct)
            is CommitResult.Committed;
    }

    /// <summary>Notes how far a sweep has come.</summary>
    public static Task PutAsync<T>(Workspace workspace, string row, T mark, CancellationToken ct) =>
        workspace.Records.CommitAsync(
            new PartitionKey(workspace.Tenant, Scopes.Sweeps),
            [new RecordWrite.Upsert(row, JsonSerializer.SerializeToUtf8Bytes(mark, CoreJson.Options))],
            ct
        );
}

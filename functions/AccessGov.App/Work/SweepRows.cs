using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;

namespace AccessGov.App.Work;

/// <summary>Rows that nobody needs any more, and how far sweeping has come.</summary>
internal static class SweepRows
{
    /// <summary>Removes rows of a range, some at a time; one that was changed meanwhile stays.</summary>
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
        var over = await workspace.Records.RangeAsync(partition, from, before, ct).Where(isOver).ToListAsync(ct);
        var removed = 0;
        foreach (var some in over.Chunk(PartitionCommit.Room))
            if (
                await workspace.Records.CommitAsync(partition, [.. some.Select(r => new RecordWrite.Delete(r.Row, r.ETag))], ct)
                is CommitResult.Committed
            )
                removed += some.Length;
        return removed;
    }

    /// <summary>Notes how far a sweep has come.</summary>
    public static Task PutAsync<T>(Workspace workspace, string row, T mark, CancellationToken ct) =>
        workspace.Records.CommitAsync(
            new PartitionKey(workspace.Tenant, Scopes.Sweeps),
            [new RecordWrite.Upsert(row, JsonSerializer.SerializeToUtf8Bytes(mark, CoreJson.Options))],
            ct
        );
}

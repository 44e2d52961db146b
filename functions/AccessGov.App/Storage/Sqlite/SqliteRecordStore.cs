using System.Globalization;
using System.Runtime.CompilerServices;
using AccessGov.Core.Kernel;
using Microsoft.Data.Sqlite;

namespace AccessGov.App.Storage.Sqlite;

/// <summary>Records in one SQLite file. A row's version is the number of the commit that wrote it.</summary>
/// <param name="file">The file; its owner disposes it.</param>
public sealed class SqliteRecordStore(SqliteFile file) : IRecordStore
{
    // A page ends at the first of these, so that no read transaction stays open while the caller works.
    private const int PageRows = 256;
    private const int PageBytes = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public Task<StoredRecord?> FindAsync(PartitionKey partition, string row, CancellationToken cancellation)
    {
        RecordKeys.Checked(row, "row");
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(
            file.Read(connection =>
            {
                var command = connection.Command(
                    "SELECT row, version, json FROM record WHERE partition=$p AND row=$r",
                    ("$p", partition.ToString()),
                    ("$r", row)
                );
                using var reader = command.ExecuteReader();
                return reader.Read() ? Record(reader) : null;
            })
        );
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> RangeAsync(
        PartitionKey partition,
        string fromRow,
        string? beforeRow,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        RecordKeys.CheckedBound(fromRow, "row");
        if (beforeRow is not null)
            RecordKeys.CheckedBound(beforeRow, "row");
        for (var (from, done) = (fromRow, false); !done;)
        {
            cancellation.ThrowIfCancellationRequested();
            (var page, done) = Page(partition, from, beforeRow);
            foreach (var record in page)
                yield return record;
            // No key sorts between a key and the same key followed by the lowest character there is.
            if (page.Count > 0)
                from = page[^1].Row + '\u0001';
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> PartitionsAsync(
        TenantId tenant,
        string scopePrefix,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var start = $"{TenantId.Parse(tenant.Value)}|";
        var prefix = start + RecordKeys.CheckedBound(scopePrefix, "scope");
        for (var from = prefix; ; from += '\u0001')
        {
            cancellation.ThrowIfCancellationRequested();
            var next = file.Read(connection =>
                connection.Scalar("SELECT min(partition) FROM record WHERE partition>=$p", ("$p", from)) as string
            );
            if (next is null || !next.StartsWith(prefix, StringComparison.Ordinal))
                break;
            yield return next[start.Length..];
            from = next;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(PartitionKey partition, IReadOnlyList<RecordWrite> writes, CancellationToken cancellation)
    {
        RecordLimits.Check(writes);
        var key = partition.ToString();
        return await file.WriteAsync<CommitResult>(
                connection =>
                {
                    var version = (long)connection.Scalar("UPDATE commits SET last=last+1 RETURNING last")!;
                    var etags = new List<ETag?>(writes.Count);
                    foreach (var write in writes)
                    {
                        if (Obstacle(connection, key, write) is { } why)
                            return (false, new CommitResult.Conflict(write.Row, why));
                        Apply(connection, key, write, version);
                        etags.Add(write is RecordWrite.Delete ? null : Tag(version));
                    }
                    return (true, new CommitResult.Committed(etags));
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    private (List<StoredRecord> Page, bool Done) Page(PartitionKey partition, string from, string? before) =>
        file.Read(connection =>
        {
            // Two statements: a bound that may be missing would be looked at on every row up to the partition's end.
            var command = before is null
                ? connection.Command(
                    "SELECT row, version, json FROM record WHERE partition=$p AND row>=$f ORDER BY row LIMIT $n",
                    ("$p", partition.ToString()),
                    ("$f", from),
                    ("$n", PageRows)
                )
                : connection.Command(
                    "SELECT row, version, json FROM record WHERE partition=$p AND row>=$f AND row<$b ORDER BY row LIMIT $n",
                    ("$p", partition.ToString()),
                    ("$f", from),
                    ("$b", before),
                    ("$n", PageRows)
                );
            using var reader = command.ExecuteReader();
            var page = new List<StoredRecord>();
            for (var bytes = 0; reader.Read();)
            {
                page.Add(Record(reader));
                bytes += page[^1].Json.Length;
                if (bytes >= PageBytes)
                    return (page, false);
            }
            return (page, page.Count < PageRows);
        });

    private static ConflictReason? Obstacle(KeptConnection connection, string partition, RecordWrite write)
    {
        if (write is RecordWrite.Upsert)
            return null;
        ETag? found = connection.Scalar("SELECT version FROM record WHERE partition=$p AND row=$r", ("$p", partition), ("$r", write.Row))
            is long version
            ? Tag(version)
            : null;
        return write switch
        {
            RecordWrite.Insert => found is null ? null : ConflictReason.AlreadyExists,
            _ when found is null => ConflictReason.Missing,
            RecordWrite.Replace replace => replace.ETag == found ? null : ConflictReason.Changed,
            RecordWrite.Delete delete => delete.ETag is null || delete.ETag == found ? null : ConflictReason.Changed,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static void Apply(KeptConnection connection, string partition, RecordWrite write, long version)
    {
        if (RecordLimits.Json(write) is { } json)
            connection.Run(
                "INSERT INTO record VALUES ($p,$r,$v,$j) ON CONFLICT DO UPDATE SET version=excluded.version, json=excluded.json",
                ("$p", partition),
                ("$r", write.Row),
                ("$v", version),
                ("$j", json.ToArray())
            );
        else
            connection.Run("DELETE FROM record WHERE partition=$p AND row=$r", ("$p", partition), ("$r", write.Row));
    }

    private static ETag Tag(long version) => new(version.ToString(CultureInfo.InvariantCulture));

    private static StoredRecord Record(SqliteDataReader reader) =>
        new(reader.GetString(0), Tag(reader.GetInt64(1)), reader.GetFieldValue<byte[]>(2));
}

namespace AccessGov.App.Storage;

/// <summary>
/// What one commit may hold. Azure Tables: 100 entities and 4 MiB a batch, 1 MiB an entity, 64 KiB a property
/// ("Scalability and performance targets for Table storage"); JSON travels there as base64, hence the smaller batch.
/// </summary>
public static class RecordLimits
{
    /// <summary>Most writes in a commit.</summary>
    public const int MaxWrites = 100;

    /// <summary>Largest JSON of one record, in bytes: 900 KiB.</summary>
    public const int MaxRecordBytes = 900 * 1024;

    /// <summary>Largest JSON of all writes of a commit together, in bytes: 2.75 MiB.</summary>
    public const int MaxCommitBytes = 2816 * 1024;

    internal static void Check(IReadOnlyList<RecordWrite> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (writes.Count is 0 or > MaxWrites)
            throw new ArgumentException($"A commit has 1 to {MaxWrites} writes; this one has {writes.Count}.", nameof(writes));
        var rows = new HashSet<string>(StringComparer.Ordinal);
        long total = 0;
        foreach (var write in writes)
        {
            if (!rows.Add(RecordKeys.Checked(write.Row, "row")))
                throw new ArgumentException($"A commit names a row once; '{write.Row}' is named twice.", nameof(writes));
            var size = Json(write)?.Length;
            if (size is 0 or > MaxRecordBytes)
                throw new ArgumentException(
                    $"A record has 1 to {MaxRecordBytes} bytes of JSON; row '{write.Row}' has {size}.",
                    nameof(writes)
                );
            total += size ?? 0;
        }
        if (total > MaxCommitBytes)
            throw new ArgumentException($"A commit has at most {MaxCommitBytes} bytes of JSON; this one has {total}.", nameof(writes));
    }

    internal static ReadOnlyMemory<byte>? Json(RecordWrite write) =>
        write switch
        {
            RecordWrite.Insert insert => insert.Json,
            RecordWrite.Replace replace => replace.Json,
            RecordWrite.Upsert upsert => upsert.Json,
            // Spelled out: a bare null would become an empty memory, by way of a null array.
            RecordWrite.Delete => (ReadOnlyMemory<byte>?)null,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

namespace AccessGov.App.Work;

/// <summary>
/// Which kinds of rows of a partition changed by when: one number for what stands before a row's first ':' or '|'. So what follows from
/// some kinds alone need not be made again because of others.
/// </summary>
/// <param name="Facts">How many facts the partition has.</param>
/// <param name="By">The commit by which each kind changed last; null where that was not counted.</param>
internal sealed record PartitionKinds(long Facts, IReadOnlyDictionary<string, long>? By)
{
    /// <summary>The kind of a row.</summary>
    public static string Of(string row)
    {
        var end = row.AsSpan().IndexOfAny(':', '|');
        return end < 0 ? row : row[..end];
    }

    /// <summary>True where the partition is as it was before another look: somebody put a backup back.</summary>
    public bool IsBefore(PartitionKinds other) =>
        Facts < other.Facts || By is { } now && other.By is { } then && then.Any(k => now.GetValueOrDefault(k.Key) < k.Value);

    /// <summary>True where some of these kinds may have changed since another look.</summary>
    public bool MayDiffer(PartitionKinds before, params ReadOnlySpan<string> kinds)
    {
        if (By is null || before.By is null)
            return true;
        foreach (var kind in kinds)
            if (By.GetValueOrDefault(kind) != before.By.GetValueOrDefault(kind))
                return true;
        return false;
    }
}

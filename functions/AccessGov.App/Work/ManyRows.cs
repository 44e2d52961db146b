using AccessGov.App.Failures;

namespace AccessGov.App.Work;

/// <summary>
/// Some rows of a partition at once. A few are read one by one; many by one range from the first to the last of them, unless what lies
/// between is much more than was asked for: then the rest is read one by one again.
/// </summary>
internal static class ManyRows
{
    /// <summary>Rows that are read one by one whatever else lies there.</summary>
    public const int Few = 8;

    /// <summary>
    /// Rows that a range may read for each that was asked for: on Azure a page of 1,000 takes as long as a few single reads.
    /// </summary>
    public const int Between = 4;

    /// <summary>Those of the rows that are there, by their names.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="scope">The partition.</param>
    /// <param name="rows">Names, in any order; one that stands twice is read once.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="DamagedException">One of them was altered or damaged.</exception>
    public static async Task<IReadOnlyDictionary<string, T>> ReadAsync<T>(
        Workspace workspace,
        string scope,
        IEnumerable<string> rows,
        CancellationToken ct
    )
        where T : class
    {
        string[] asked = [.. rows.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        var at = 0;
        if (asked.Length > Few)
        {
            var left = asked.Length * Between;
            // Nothing sorts between a row and the same row followed by '-', the lowest character that a row may have.
            var range = workspace.Records.RangeAsync(new(workspace.Tenant, scope), asked[0], asked[^1] + "-", ct);
            await foreach (var record in range)
            {
                // What was passed over is not there.
                while (string.CompareOrdinal(asked[at], record.Row) < 0)
                    at++;
                if (asked[at] == record.Row)
                    found.Add(asked[at++], PartitionCommit.Parse<T>(record));
                if (--left == 0 || at == asked.Length)
                    break;
            }
            // The range came to its end before it had read too much: all that is there was found.
            if (left > 0)
                at = asked.Length;
        }
        for (; at < asked.Length; at++)
            if (await PartitionCommit.ReadAsync<T>(workspace, scope, asked[at], ct) is { } one)
                found.Add(asked[at], one);
        return found;
    }
}

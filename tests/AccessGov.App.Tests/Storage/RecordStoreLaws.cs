using System.Text;
using AccessGov.App.Storage;
using CsCheck;

namespace AccessGov.App.Tests.Storage;

/// <summary>Random commits against a dictionary that does the same by the letter of <see cref="IRecordStore"/>.</summary>
internal static class RecordStoreLaws
{
    public enum Act
    {
        Insert,
        ReplaceCurrent,
        ReplaceStale,
        Upsert,
        DeleteAny,
        DeleteCurrent,
        DeleteStale,
    }

    /// <summary>One commit: the scope, and what is done to which rows.</summary>
    public sealed record Attempt(int Scope, IReadOnlyList<(int Row, Act Act, int Value)> Acts);

    public static readonly Gen<Attempt[]> Attempts = (
        from scope in Gen.Int[0, 1]
        from acts in Gen.Select(Gen.Int[0, 5], Gen.Enum<Act>(), Gen.Int[0, 99]).Array[1, 4]
        select new Attempt(scope, [.. acts.DistinctBy(a => a.Item1)])
    ).Array[1, 12];

    /// <summary>Makes every attempt on both and compares each result, each record and the order of each range.</summary>
    public static async Task HoldAsync(IRecordStore store, Attempt[] attempts, CancellationToken cancellation)
    {
        var tenant = RecordStoreContract.NewTenant();
        PartitionKey[] scopes = [new(tenant, "s0"), new(tenant, "s1")];
        var model = new[] { new SortedDictionary<string, (ETag ETag, string Json)>(StringComparer.Ordinal), new(StringComparer.Ordinal) };
        var seen = new List<ETag>();
        foreach (var attempt in attempts)
        {
            var rows = model[attempt.Scope];
            var writes = attempt.Acts.Select(a => Write(rows, seen, a)).ToArray();
            var expected = writes
                .Select(w => Obstacle(rows, w) is { } why ? new CommitResult.Conflict(w.Row, why) : null)
                .FirstOrDefault(c => c is not null);
            var result = await store.CommitAsync(scopes[attempt.Scope], writes, cancellation);
            if (expected is not null)
                Assert.Equal(expected, result);
            else
                Remember(rows, seen, writes, Assert.IsType<CommitResult.Committed>(result).ETags);
            for (var s = 0; s < scopes.Length; s++)
                Assert.Equal(
                    model[s].Select(r => (r.Key, r.Value.ETag, r.Value.Json)),
                    await store
                        .RangeAsync(scopes[s], "", null, cancellation)
                        .Select(r => (r.Row, r.ETag, Encoding.UTF8.GetString(r.Json.Span)))
                        .ToListAsync(cancellation)
                );
        }
        Assert.Equal(
            scopes.Where((_, s) => model[s].Count > 0).Select(s => s.Scope),
            await store.PartitionsAsync(tenant, "", cancellation).ToListAsync(cancellation)
        );
    }

    private static RecordWrite Write(
        SortedDictionary<string, (ETag ETag, string Json)> rows,
        List<ETag> seen,
        (int Row, Act Act, int Value) a
    )
    {
        var (row, json) = ($"r{a.Row}", RecordStoreContract.Json($"{a.Value}"));
        ETag? current = rows.TryGetValue(row, out var found) ? found.ETag : null;
        var stale = seen.Where(e => e != current).Cast<ETag?>().LastOrDefault();
        return a.Act switch
        {
            Act.ReplaceCurrent when (current ?? stale) is { } etag => new RecordWrite.Replace(row, json, etag),
            Act.ReplaceStale when stale is { } etag => new RecordWrite.Replace(row, json, etag),
            Act.Upsert => new RecordWrite.Upsert(row, json),
            Act.DeleteAny => new RecordWrite.Delete(row),
            Act.DeleteCurrent => new RecordWrite.Delete(row, current),
            Act.DeleteStale when stale is { } etag => new RecordWrite.Delete(row, etag),
            _ => new RecordWrite.Insert(row, json),
        };
    }

    private static ConflictReason? Obstacle(SortedDictionary<string, (ETag ETag, string Json)> rows, RecordWrite write)
    {
        ETag? found = rows.TryGetValue(write.Row, out var at) ? at.ETag : null;
        return write switch
        {
            RecordWrite.Insert => found is null ? null : ConflictReason.AlreadyExists,
            RecordWrite.Upsert => null,
            RecordWrite.Replace r => found is null ? ConflictReason.Missing
            : found == r.ETag ? null
            : ConflictReason.Changed,
            RecordWrite.Delete d => found is null ? ConflictReason.Missing
            : d.ETag is null || d.ETag == found ? null
            : ConflictReason.Changed,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static void Remember(
        SortedDictionary<string, (ETag ETag, string Json)> rows,
        List<ETag> seen,
        RecordWrite[] writes,
        IReadOnlyList<ETag?> etags
    )
    {
        foreach (var (write, etag) in writes.Zip(etags))
            if (etag is { } written)
            {
                rows[write.Row] = (written, Encoding.UTF8.GetString(RecordLimits.Json(write)!.Value.Span));
                Assert.DoesNotContain(written, seen.Except(etags.OfType<ETag>()));
                seen.Add(written);
            }
            else
            {
                Assert.IsType<RecordWrite.Delete>(write);
                rows.Remove(write.Row);
            }
    }
}

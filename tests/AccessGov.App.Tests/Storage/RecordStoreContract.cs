using System.Text;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.App.Tests.Storage;

/// <summary>What every record store promises; each implementation runs all of it.</summary>
public abstract class RecordStoreContract
{
    private static int _tenants;

    protected abstract Task<IRecordStore> OpenAsync();

    /// <summary>What share of the usual iterations the laws get: one in so many. A store behind HTTP is slower.</summary>
    protected virtual int LawShare => 1;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static TenantId NewTenant() => TenantId.Parse($"t{Interlocked.Increment(ref _tenants)}-{Guid.NewGuid():N}"[..24]);

    internal static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes($$"""{"v":"{{text}}"}""");

    [Fact]
    public async Task A_record_comes_back_byte_for_byte()
    {
        var store = await OpenAsync();
        var at = new PartitionKey(NewTenant(), RecordKeys.Punctuation + "azAZ09");
        var json = Json("人事 \\u0000 \u00e9");
        var etag = await Committed(store, at, new RecordWrite.Insert("Row" + RecordKeys.Punctuation, json));
        var found = await store.FindAsync(at, "Row" + RecordKeys.Punctuation, Cancel);
        Assert.Equal(json.ToArray(), found!.Json.ToArray());
        Assert.Equal(etag, found.ETag);
        Assert.Null(await store.FindAsync(at, "row" + RecordKeys.Punctuation, Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(RecordLimits.MaxRecordBytes)]
    public async Task A_record_of_any_allowed_size_comes_back(int size)
    {
        var store = await OpenAsync();
        var at = new PartitionKey(NewTenant(), "big");
        var json = Enumerable.Range(0, size).Select(i => (byte)(' ' + i % 90)).ToArray();
        await Committed(store, at, new RecordWrite.Insert("r", json));
        Assert.Equal(json, (await store.FindAsync(at, "r", Cancel))!.Json.ToArray());
        await Committed(store, at, new RecordWrite.Upsert("r", Json("small")));
        Assert.Equal(Json("small").ToArray(), (await store.FindAsync(at, "r", Cancel))!.Json.ToArray());
    }

    [Fact]
    public async Task A_commit_of_the_largest_allowed_size_is_taken()
    {
        var store = await OpenAsync();
        var at = new PartitionKey(NewTenant(), new string('s', RecordKeys.MaxLength));
        var each = RecordLimits.MaxCommitBytes / RecordLimits.MaxWrites;
        var writes = Enumerable.Range(0, RecordLimits.MaxWrites).Select(i => new RecordWrite.Insert($"{i:D400}", new byte[each])).ToArray();
        Assert.Equal(100, Assert.IsType<CommitResult.Committed>(await store.CommitAsync(at, writes, Cancel)).ETags.Count);
        Assert.Equal(100, await store.RangeAsync(at, "", null, Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task A_commit_over_a_limit_is_refused_with_the_number_and_the_limit()
    {
        var store = await OpenAsync();
        var at = new PartitionKey(NewTenant(), "limits");
        async Task Refused(string expected, params RecordWrite[] writes) =>
            Assert.Contains(
                expected,
                (await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(at, writes, Cancel))).Message,
                StringComparison.Ordinal
            );
        await Refused("1 to 100 writes; this one has 0");
        await Refused(
            "1 to 100 writes; this one has 101",
            [.. Enumerable.Range(0, 101).Select(i => new RecordWrite.Upsert($"{i}", Json("x")))]
        );
        await Refused("'a' is named twice", new RecordWrite.Insert("a", Json("x")), new RecordWrite.Delete("a"));
        await Refused("921600 bytes of JSON; row 'a' has 921601", new RecordWrite.Insert("a", new byte[RecordLimits.MaxRecordBytes + 1]));
        await Refused("row 'a' has 0", new RecordWrite.Insert("a", default));
        await Refused(
            "2883584 bytes of JSON; this one has",
            [.. Enumerable.Range(0, 4).Select(i => new RecordWrite.Insert($"{i}", new byte[800_000]))]
        );
        Assert.Empty(await store.RangeAsync(at, "", null, Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a%2Fb")]
    [InlineData("a'b")]
    [InlineData("a b")]
    [InlineData("a\u0000")]
    [InlineData("職員")]
    public async Task A_key_that_some_store_would_mangle_is_refused(string key)
    {
        var store = await OpenAsync();
        var tenant = NewTenant();
        Assert.Throws<ArgumentException>(() => new PartitionKey(tenant, key));
        Assert.Throws<FormatException>(() => new PartitionKey(new TenantId("Other|tenant"), "s"));
        var at = new PartitionKey(tenant, "s");
        await Assert.ThrowsAsync<ArgumentException>(() => store.FindAsync(at, key, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(at, [new RecordWrite.Upsert(key, Json("x"))], Cancel));
        if (key.Length > 0)
            await Assert.ThrowsAsync<ArgumentException>(async () => await store.RangeAsync(at, key, null, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_long_partition_is_read_in_ordinal_order_and_only_within_its_bounds()
    {
        var store = await OpenAsync();
        var at = new PartitionKey(NewTenant(), "many");
        string[] rows = [.. Enumerable.Range(0, 1250).Select(i => $"r{i:D5}"), "R", "r", "r.", "r-", "r:", "r_", "r|", "r~", "zz"];
        foreach (var chunk in rows.Reverse().Chunk(100))
            await Committed(store, at, [.. chunk.Select(row => new RecordWrite.Insert(row, Json(row)))]);
        await Committed(store, new(at.Tenant, "many2"), new RecordWrite.Insert("r00001", Json("other")));
        var sorted = rows.Order(StringComparer.Ordinal).ToArray();
        async Task<string[]> Range(string from, string? before) =>
            [.. await store.RangeAsync(at, from, before, Cancel).Select(r => r.Row).ToListAsync(Cancel)];
        Assert.Equal(sorted, await Range("", null));
        Assert.Equal(
            sorted.Where(r => string.CompareOrdinal(r, "r00010") >= 0 && string.CompareOrdinal(r, "r~") < 0),
            await Range("r00010", "r~")
        );
        Assert.Empty(await Range("r00010", "r00010"));
        Assert.Equal(["r01249", "r:", "r_", "r|", "r~"], await Range("r01249", "zz"));
    }

    [Fact]
    public async Task A_sweep_finds_every_scope_of_its_tenant_and_none_of_another()
    {
        var store = await OpenAsync();
        var (tenant, other) = (NewTenant(), NewTenant());
        string[] scopes = ["plan:1", "plan:10", "plan:2", "plan|x", "plan", "run:1", "~"];
        foreach (var scope in scopes)
            await Committed(store, new(tenant, scope), [.. Enumerable.Range(0, 30).Select(i => new RecordWrite.Insert($"{i}", Json("x")))]);
        await Committed(store, new(other, "plan:9"), new RecordWrite.Insert("r", Json("x")));
        await Committed(store, new(TenantId.Parse(tenant.Value + "-b"), "plan:8"), new RecordWrite.Insert("r", Json("x")));
        Assert.Equal(scopes.Order(StringComparer.Ordinal), await store.PartitionsAsync(tenant, "", Cancel).ToListAsync(Cancel));
        Assert.Equal(["plan:1", "plan:10", "plan:2"], await store.PartitionsAsync(tenant, "plan:", Cancel).ToListAsync(Cancel));
        Assert.Equal(["~"], await store.PartitionsAsync(tenant, "~", Cancel).ToListAsync(Cancel));
        Assert.Empty(await store.PartitionsAsync(NewTenant(), "", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Any_series_of_commits_does_what_a_dictionary_would()
    {
        var store = await OpenAsync();
        await RecordStoreLaws.Attempts.SampleAsync(
            attempts => RecordStoreLaws.HoldAsync(store, attempts, Cancel),
            iter: LawCases.Of(LawShare),
            threads: 1
        );
    }

    [Fact]
    public async Task Of_conflicting_commits_at_the_same_time_exactly_one_wins_and_the_others_leave_no_trace()
    {
        var store = await OpenAsync();
        await Gen.Int[2, 6]
            .SampleAsync(
                async rivals =>
                {
                    var at = new PartitionKey(NewTenant(), "race");
                    var etag = await Committed(store, at, new RecordWrite.Insert("shared", Json("0")));
                    var results = await Task.WhenAll(
                        Enumerable
                            .Range(1, rivals)
                            .Select(i =>
                                Task.Run(() =>
                                    store.CommitAsync(
                                        at,
                                        [
                                            new RecordWrite.Insert($"own{i}", Json($"{i}")),
                                            i % 2 == 0
                                                ? new RecordWrite.Replace("shared", Json($"{i}"), etag)
                                                : new RecordWrite.Delete("shared", etag),
                                        ],
                                        Cancel
                                    )
                                )
                            )
                    );
                    var winner = Array.FindIndex(results, r => r is CommitResult.Committed) + 1;
                    Assert.Equal(rivals - 1, results.OfType<CommitResult.Conflict>().Count(c => c.Row == "shared"));
                    var rows = await store.RangeAsync(at, "", null, Cancel).Select(r => r.Row).ToListAsync(Cancel);
                    Assert.Equal(winner % 2 == 0 ? [$"own{winner}", "shared"] : [$"own{winner}"], rows);
                },
                iter: LawCases.Of(10 * LawShare),
                threads: 1
            );
    }

    protected static async Task<ETag> Committed(IRecordStore store, PartitionKey at, params RecordWrite[] writes) =>
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(at, writes, Cancel)).ETags[0]!.Value;
}

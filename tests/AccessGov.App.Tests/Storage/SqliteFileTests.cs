using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Tests;
using CsCheck;
using Microsoft.Data.Sqlite;

namespace AccessGov.App.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private static readonly PartitionKey At = new(TenantId.Parse("suzaka"), "s");
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_is_a_clear_failure_and_nothing_is_half_applied()
    {
        using var file = SqliteFile.Open(_folder.File("full.db"), maxPages: 40);
        var store = new SqliteRecordStore(file);
        var kept = 0;
        var failure = await Assert.ThrowsAsync<OutsideFailureException>(async () =>
        {
            for (; ; kept++)
                await store.CommitAsync(
                    At,
                    [new RecordWrite.Insert($"{kept:D3}a", new byte[2000]), new RecordWrite.Insert($"{kept:D3}b", new byte[9000])],
                    Cancel
                );
        });
        Assert.Equal("disk-full", Assert.IsType<OutsideFailure.Permanent>(failure.Kind).Code);
        Assert.Contains("Free disk space", failure.What.InEnglish(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, kept).SelectMany(i => new[] { $"{i:D3}a", $"{i:D3}b" }), await RowsAsync(store));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(At, [new RecordWrite.Delete("000b")], Cancel));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(At, [new RecordWrite.Insert("after", new byte[9000])], Cancel));
        Assert.Empty(file.IntegrityFaults());
    }

    [Fact]
    public async Task A_process_killed_at_any_byte_of_a_write_leaves_whole_commits_only()
    {
        using var file = SqliteFile.Open(_folder.File("live.db"));
        var store = new SqliteRecordStore(file);
        var sizes = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            await store.CommitAsync(
                At,
                [new RecordWrite.Upsert("last", new byte[50 * i + 1]), new RecordWrite.Insert($"{i:D2}", new byte[3000])],
                Cancel
            );
            sizes.Add(new FileInfo(file.FullPath + "-wal").Length);
        }
        var (database, log, copies) = (Shared(file.FullPath), Shared(file.FullPath + "-wal"), 0);
        await Gen.Int[0, log.Length]
            .SampleAsync(
                async cut =>
                {
                    var copy = _folder.File($"cut{Interlocked.Increment(ref copies)}.db");
                    await File.WriteAllBytesAsync(copy, database, Cancel);
                    await File.WriteAllBytesAsync(copy + "-wal", log[..cut], Cancel);
                    using var survivor = SqliteFile.Open(copy);
                    var found = await new SqliteRecordStore(survivor).RangeAsync(At, "", null, Cancel).ToListAsync(Cancel);
                    var commits = found.Count(r => r.Row != "last");
                    Assert.Equal(commits == 0 ? 0 : 50 * (commits - 1) + 1, found.SingleOrDefault(r => r.Row == "last")?.Json.Length ?? 0);
                    Assert.True(
                        commits >= sizes.Count(size => size <= cut),
                        $"Cut at {cut}: {commits} commits survived of {sizes.Count(size => size <= cut)} that were durable."
                    );
                    Assert.Empty(survivor.IntegrityFaults());
                },
                iter: LawCases.Of(5),
                threads: 1
            );
    }

    [Fact]
    public async Task Two_programs_on_one_file_never_lose_an_update()
    {
        // Two SqliteFile objects share no lock in memory: what holds between them holds between processes.
        using var first = SqliteFile.Open(_folder.File("two.db"));
        using var second = SqliteFile.Open(_folder.File("two.db"));
        var written = await Task.WhenAll(
            new[] { first, second }.Select(
                (file, who) =>
                    Task.Run(async () =>
                    {
                        var store = new SqliteRecordStore(file);
                        for (var done = 0; done < 50;)
                        {
                            var found = await store.FindAsync(At, "sum", Cancel);
                            var next = BitConverter.GetBytes((found is null ? 0 : BitConverter.ToInt32(found.Json.Span)) + 1);
                            RecordWrite write = found is null
                                ? new RecordWrite.Insert("sum", next)
                                : new RecordWrite.Replace("sum", next, found.ETag);
                            if (
                                await store.CommitAsync(At, [write, new RecordWrite.Insert($"{who}-{done}", next)], Cancel)
                                is CommitResult.Committed
                            )
                                done++;
                        }
                        return 50;
                    })
            )
        );
        var sum = await new SqliteRecordStore(first).FindAsync(At, "sum", Cancel);
        Assert.Equal(written.Sum(), BitConverter.ToInt32(sum!.Json.Span));
    }

    [Fact]
    public async Task Connections_that_are_kept_have_their_settings_and_are_all_closed_at_the_end()
    {
        var path = _folder.File("kept.db");
        using (var file = SqliteFile.Open(path, maxPages: 40))
        {
            var store = new SqliteRecordStore(file);
            await Task.WhenAll(
                Enumerable
                    .Range(0, 40)
                    .Select(n =>
                        Task.Run(
                            async () =>
                            {
                                await store.CommitAsync(At, [new RecordWrite.Upsert($"{n:D2}", new byte[100])], Cancel);
                                Assert.NotNull(await store.FindAsync(At, $"{n:D2}", Cancel));
                            },
                            Cancel
                        )
                    )
            );
            // A failure costs the connection that met it, and nothing else.
            await Assert.ThrowsAsync<OutsideFailureException>(() =>
                store.CommitAsync(At, [new RecordWrite.Upsert("large", new byte[500_000])], Cancel)
            );
            Assert.Equal(40, (await RowsAsync(store)).Count);
            for (var n = 0; n < 10; n++)
                Assert.Equal(
                    [2L, 1L, 10_000L, 40L, "wal"],
                    new[] { "synchronous", "secure_delete", "busy_timeout", "max_page_count", "journal_mode" }.Select(what =>
                        file.Read(connection => connection.OnceScalar($"PRAGMA {what}"))
                    )
                );
            Assert.True(File.Exists(path + "-wal"));
        }
        // Whoever closes a file last folds its log into it.
        Assert.False(File.Exists(path + "-wal"));
    }

    [Fact]
    public void A_file_of_another_program_or_a_newer_version_is_left_alone()
    {
        var foreign = _folder.File("foreign.db");
        Execute(foreign, "CREATE TABLE theirs (x)");
        Assert.Equal("store-foreign", Code(foreign));
        File.WriteAllText(_folder.File("text.db"), new string('x', 5000));
        Assert.Equal("store-damaged", Code(_folder.File("text.db")));
        using (SqliteFile.Open(_folder.File("newer.db"))) { }
        Execute(_folder.File("newer.db"), "PRAGMA user_version=99");
        Assert.Equal("store-newer", Code(_folder.File("newer.db")));
        System.IO.Directory.CreateDirectory(_folder.File("folder.db"));
        Assert.NotNull(Code(_folder.File("folder.db")));
    }

    [Fact]
    public void The_file_is_readable_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file mode; the folder's rights are inherited there.");
        using var file = SqliteFile.Open(_folder.File("mine.db"));
        foreach (var path in System.IO.Directory.GetFiles(_folder.Path))
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path)
            );
    }

    public void Dispose() => _folder.Dispose();

    private static Task<List<string>> RowsAsync(SqliteRecordStore store) =>
        store.RangeAsync(At, "", null, Cancel).Select(r => r.Row).ToListAsync(Cancel).AsTask();

    private static byte[] Shared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Code(string path) =>
        Assert.IsType<OutsideFailure.Permanent>(Assert.Throws<OutsideFailureException>(() => SqliteFile.Open(path)).Kind).Code;

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

using System.Diagnostics;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Benchmarks.Harness;
using AccessGov.Core.Kernel;

namespace AccessGov.Benchmarks.Store;

/// <summary>Records in SQLite, per second of processor time, beside the way it was: rounds of one and of the other in turn.</summary>
internal static class StoreBenchmark
{
    private const int Rounds = 7,
        Rows = 20_000;

    private static readonly PartitionKey At = new(TenantId.Parse("suzaka"), "bench");

    public static async Task RunAsync(Report report, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "accessgov.db");
            using var file = SqliteFile.Open(path);
            var (now, before) = (new SqliteRecordStore(file), new StoreBefore(path));
            foreach (var part in Enumerable.Range(0, Rows).Chunk(100))
                await now.CommitAsync(At, [.. part.Select(n => new RecordWrite.Insert(Row(n), Body(n)))], ct);
            var rows = new List<object[]>();
            await CompareAsync(
                "point reads",
                4_000,
                n => before.Find(At, Row(n * 7919 % Rows)),
                async n => await now.FindAsync(At, Row(n * 7919 % Rows), ct)
            );
            await CompareAsync(
                "range reads of 10 rows",
                2_000,
                n => before.Range(At, Row(n * 7919 % (Rows - 10)), Row((n * 7919 % (Rows - 10)) + 10)),
                async n => await DrainAsync(n * 7919 % (Rows - 10), 10)
            );
            await CompareAsync(
                "range reads of 200 rows",
                300,
                n => before.Range(At, Row(n * 7919 % (Rows - 200)), Row((n * 7919 % (Rows - 200)) + 200)),
                async n => await DrainAsync(n * 7919 % (Rows - 200), 200)
            );
            await CompareAsync(
                "commits of 3 rows",
                400,
                n => before.Commit(At, Writes(n)),
                async n => await now.CommitAsync(At, Writes(n), ct)
            );
            await CompareAsync(
                "commits of 100 rows",
                40,
                n => before.Commit(At, Many(n)),
                async n => await now.CommitAsync(At, Many(n), ct)
            );
            report.Table("Records in SQLite, a second of processor time", ["what", "before", "now", "times"], rows);

            async Task DrainAsync(int from, int count)
            {
                await foreach (var _ in now.RangeAsync(At, Row(from), Row(from + count), ct)) { }
            }

            async Task CompareAsync(string what, int times, Action<int> was, Func<int, Task> isNow)
            {
                var (wasRates, nowRates) = (new List<double>(), new List<double>());
                for (var round = 0; round <= Rounds; round++)
                {
                    var one = await RateAsync(
                        times,
                        n =>
                        {
                            was(n);
                            return Task.CompletedTask;
                        }
                    );
                    var other = await RateAsync(times, isNow);
                    // The first round compiles and fills caches.
                    if (round > 0)
                        (wasRates, nowRates) = ([.. wasRates, one], [.. nowRates, other]);
                }
                var (beforeRate, nowRate) = (Median(wasRates), Median(nowRates));
                rows.Add([what, beforeRate, nowRate, nowRate / beforeRate]);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static string Row(int n) => $"row|{n:D6}";

    private static byte[] Body(int n) => System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{n},\"text\":\"{new string('x', 300)}\"}}");

    private static RecordWrite.Upsert[] Writes(int n) => [new("ledger", Body(n)), new("state", Body(n)), new($"fact|{n:D6}", Body(n))];

    private static RecordWrite.Upsert[] Many(int n) =>
        [.. Enumerable.Range(0, 100).Select(i => new RecordWrite.Upsert($"many|{n:D4}{i:D2}", Body(i)))];

    private static async Task<double> RateAsync(int times, Func<int, Task> act)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        for (var n = 0; n < times; n++)
            await act(n);
        self.Refresh();
        return times / (self.TotalProcessorTime - before).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

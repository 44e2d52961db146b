using System.Diagnostics;
using System.Text;
using AccessGov.App.Composition;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using CsvHelper;

namespace AccessGov.Benchmarks.Import;

/// <summary>
/// An extract read into facts, and imported over SQLite, beside CsvHelper that makes a text of every cell of the same file. Each in a
/// process of its own.
/// </summary>
internal static class ImportBenchmark
{
    /// <summary>What tasks of this benchmark begin with.</summary>
    public const string Prefix = "import-";

    private const string Input = "input",
        Cells = "cells-",
        Spans = "spans-",
        Facts = "facts-",
        Store = "store-";

    /// <summary>The promises of the issue.</summary>
    private const double CsvHelperRatio = 4,
        PeakMB = 600;

    public static async Task<bool> RunAsync(Report report, int rows, int repeat, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            await ChildRun.RunAsync(Prefix + Input, folder, rows, ct);
            var (table, held) = (new List<object[]>(), true);
            foreach (var (source, form) in new[] { ("mayor", "CP932, 24 columns"), ("education", "UTF-8, 18 columns") })
            {
                var runs = new Dictionary<string, List<Dictionary<string, double>>>();
                for (var i = 0; i < repeat; i++)
                    foreach (var task in new[] { Spans, Cells, Facts, Store })
                    {
                        if (!runs.TryGetValue(task, out var figures))
                            runs[task] = figures = [];
                        figures.Add(await ChildRun.RunAsync(Prefix + task + source, folder, rows, ct));
                    }
                var cells = runs[Cells].Median("cpu");
                object[] Row(string what, string task) =>
                    [
                        what,
                        runs[task].Median("cpu") / cells,
                        runs[task].Median("cpu"),
                        runs[task].Median("seconds"),
                        runs[task].Max(r => r["peakMB"]),
                        runs[task].Median("allocatedMB"),
                        (long)runs[task].Median("items"),
                    ];
                table.Add(Row($"{form}: CsvHelper, spans", Spans));
                table.Add(Row($"{form}: CsvHelper, texts", Cells));
                table.Add(Row($"{form}: facts", Facts));
                table.Add(Row($"{form}: imported", Store));
                held &= report.Promise($"{form}: read to facts, times CsvHelper (CPU)", runs[Facts].Median("cpu") / cells, CsvHelperRatio);
                held &= report.Promise($"{form}: read to facts, peak MB", runs[Facts].Max(r => r["peakMB"]), PeakMB);
                held &= report.Promise($"{form}: imported, peak MB", runs[Store].Max(r => r["peakMB"]), PeakMB);
            }
            report.Table(
                $"An extract of {rows:#,0} rows",
                ["step", "x texts", "CPU s", "seconds", "peak MB", "allocated MB", "items"],
                table
            );
            return held;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> RunChildAsync(string task, string folder, int rows, CancellationToken ct)
    {
        task = task[Prefix.Length..];
        if (task == Input)
        {
            LargeExtract.Write(folder, rows);
            ChildRun.Tell([]);
            return 0;
        }
        var source = task[(task.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var profile = (
            (ProfileRead<MappingProfile>.Loaded)
                MappingProfileReader.Read(await File.ReadAllBytesAsync(Repository.Path($"functions/policy/profiles/{source}.yaml"), ct))
        ).Profile;
        var path = Path.Combine(folder, source + ".csv");
        using var self = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        var items = task[..^source.Length] switch
        {
            Spans => CellsOf(path, profile, asTexts: false),
            Cells => CellsOf(path, profile, asTexts: true),
            Facts => FactsOf(path, profile),
            Store => await StoreAsync(path, folder, profile, ct),
            _ => throw new ArgumentException($"Unknown task '{task}'.", nameof(task)),
        };
        var seconds = watch.Elapsed.TotalSeconds;
        self.Refresh();
        ChildRun.Tell(
            new()
            {
                ["seconds"] = seconds,
                ["cpu"] = (self.TotalProcessorTime - before).TotalSeconds,
                ["items"] = items,
            }
        );
        return 0;
    }

    private static long CellsOf(string path, MappingProfile profile, bool asTexts)
    {
        var options = new CsvReaderOptions
        {
            Separator = profile.Form.Delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
        };
        if (profile.Form.Encoding == App.Personnel.Reading.Text.TextEncoding.Cp932)
            options = options with { Encoding = CodePagesEncodingProvider.Instance.GetEncoding(932)! };
        using var csv = CsvReader.Create(File.OpenRead(path), options);
        var (cells, characters) = (0L, 0L);
        while (csv.Read())
            for (var i = 0; i < csv.FieldCount; i++, cells++)
                characters += asTexts ? csv.GetString(i).Length : csv.GetSpan(i).Length;
        return characters > 0 ? cells : 0;
    }

    private static long FactsOf(string path, MappingProfile profile)
    {
        using var content = File.OpenRead(path);
        return ExtractReader.Read(content, profile, Town.Today).Read switch
        {
            ExtractRead.Read read => read.Extract.Workers.Count,
            ExtractRead.Refused refused => throw new InvalidOperationException(string.Join("\n", refused.Reasons)),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    private static async Task<long> StoreAsync(string path, string folder, MappingProfile profile, CancellationToken ct)
    {
        var state = System.IO.Directory.CreateDirectory(Path.Combine(folder, $"state-{Guid.NewGuid():N}")).FullName;
        using var storage = new StorageChoice.Sqlite(state).Open(TimeProvider.System);
        var workspace = new Workspace(Town.ReadPolicy(), storage.Records, storage.Files, storage.Queue, null!, new TownClock());
        await using var content = File.OpenRead(path);
        var result = await ImportHr.RunAsync(
            workspace,
            new Actor.Trigger("HrFileArrived"),
            profile,
            content,
            Town.Today,
            null,
            checkOnly: false,
            ct
        );
        return result is ImportResult.Accepted accepted
            ? accepted.Workers
            : throw new InvalidOperationException($"The import was not accepted: {result.GetType().Name}.");
    }
}

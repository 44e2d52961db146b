using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Composition;
using AccessGov.App.Policy;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Benchmarks.Harness;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.Log;

/// <summary>
/// Facts of one partition sealed over SQLite, the log signed after every entry was computed anew, exported, and
/// verified; beside it SHA-256 over the same bytes in the same process. Each step in a process of its own.
/// </summary>
internal static class LogBenchmark
{
    /// <summary>What tasks of this benchmark begin with.</summary>
    public const string Prefix = "log-";

    /// <summary>The promises of the issue: seconds of CPU that 25,000 facts take to seal, and how often the bytes may be hashed.</summary>
    private const double SealCpuSeconds = 1,
        VerifyRatio = 2.5;

    private const int At = 25_000;
    private const string Scope = "facts";

    public static async Task<bool> RunAsync(Report report, int facts, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            await ChildRun.RunAsync(Prefix + "input", folder, facts, ct);
            var seal = await ChildRun.RunAsync(Prefix + "seal", folder, facts, ct);
            var sign = await ChildRun.RunAsync(Prefix + "sign", folder, facts, ct);
            var verify = await ChildRun.RunAsync(Prefix + "verify", folder, facts, ct);
            report.Table(
                $"A log of {facts:#,0} facts over SQLite",
                ["step", "seconds", "CPU seconds", "facts per CPU second", "peak MB"],
                [
                    ["sealed", seal["seconds"], seal["cpu"], facts / seal["cpu"], seal["peakMB"]],
                    ["every entry anew, signed", sign["seconds"], sign["cpu"], facts / sign["cpu"], sign["peakMB"]],
                    ["same, from kept hashes", sign["keptSeconds"], sign["keptCpu"], facts / sign["keptCpu"], sign["peakMB"]],
                    ["log verified from files", verify["seconds"], verify["cpu"], facts / verify["cpu"], verify["peakMB"]],
                    ["SHA-256 over the same bytes", verify["shaSeconds"], verify["shaCpu"], facts / verify["shaCpu"], verify["peakMB"]],
                ]
            );
            var held = report.Promise("25,000 facts sealed, CPU seconds", seal["cpu"] / facts * At, SealCpuSeconds);
            return report.Promise("verified ÷ SHA-256 of the same bytes, CPU", verify["cpu"] / verify["shaCpu"], VerifyRatio) && held;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<int> RunChildAsync(string task, string folder, int facts, CancellationToken ct)
    {
        var figures = new Dictionary<string, double>();
        using var storage = new StorageChoice.Sqlite(Path.Combine(folder, "state")).Open(TimeProvider.System);
        var policy = ((PolicyRead.Read)PolicyFile.Read(Path.Combine(Repository.Root, "functions", "policy", "suzaka-sample.yaml"))).Policy;
        var workspace = new Workspace(policy, storage.Records, storage.Files, storage.Queue, null!, TimeProvider.System);
        var export = Path.Combine(folder, "export");
        switch (task[Prefix.Length..])
        {
            case "input":
                await InputAsync(workspace, facts, ct);
                break;
            case "seal":
                await MeasureAsync(figures, "seconds", "cpu", () => SealAudit.PartitionAsync(workspace, Scope, ct));
                break;
            case "sign":
                using (var key = new SigningKey(Path.Combine(folder, "key.pem"), null))
                using (var signer = await key.OpenAsync(ct))
                {
                    var memory = new FileMemory(Path.Combine(folder, "memory"));
                    await MeasureAsync(
                        figures,
                        "seconds",
                        "cpu",
                        () => SignLog.RunAsync(workspace, signer.NotesOf, memory, null, true, ct)
                    );
                    await MeasureAsync(
                        figures,
                        "keptSeconds",
                        "keptCpu",
                        () => SignLog.RunAsync(workspace, signer.NotesOf, memory, null, false, ct)
                    );
                    var log = await LogFiles.ReadAsync(workspace, ct);
                    await AuditExport.WriteAsync(export, workspace.Tenant, log, SealAudit.LogLinesAsync(workspace, ct), null, null, ct);
                }
                break;
            case "verify":
                await MeasureAsync(
                    figures,
                    "seconds",
                    "cpu",
                    () =>
                        AuditFiles.VerifyLog(export, DateTimeOffset.UtcNow) is LogVerdict.Consistent
                            ? Task.CompletedTask
                            : throw new InvalidOperationException("The log does not verify.")
                );
                await MeasureAsync(figures, "shaSeconds", "shaCpu", () => HashAsync(export, ct));
                break;
            default:
                return 1;
        }
        ChildRun.Tell(figures);
        return 0;
    }

    private static async Task HashAsync(string export, CancellationToken ct)
    {
        await using var file = File.OpenRead(Path.Combine(export, AuditFileNames.Facts));
        await SHA256.HashDataAsync(file, ct);
    }

    private static async Task MeasureAsync(Dictionary<string, double> figures, string seconds, string cpu, Func<Task> work)
    {
        using var self = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        await work();
        self.Refresh();
        figures[seconds] = watch.Elapsed.TotalSeconds;
        figures[cpu] = (self.TotalProcessorTime - before).TotalSeconds;
    }

    /// <summary>Facts as applying a plan tells them.</summary>
    private static async Task InputAsync(Workspace workspace, int facts, CancellationToken ct)
    {
        var partition = new PartitionKey(workspace.Tenant, Scope);
        var writes = new List<RecordWrite>();
        for (var n = 1; n <= facts; n++)
        {
            var row = $"fact|{n:D10}";
            var fact = new Fact(
                FactId.Parse($"{Scope}:{n}"),
                workspace.Tenant,
                new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(n),
                FactKind.ActionIntended,
                new Actor.Trigger("PlanMade"),
                $"{n % 1_000_000:D6}",
                new FactBody()
                    .Add("action", $"{n}")
                    .Add("what", "GrantEntitlement")
                    .Add("cause", "Birthright")
                    .Add("rule", "tax-office")
                    .Add("group", "1b4f6a52-09c7-4c39-9d1e-7a30e5b8c2d4")
                    .ToJson(),
                Scope,
                row
            );
            writes.Add(new RecordWrite.Insert(row, Encoding.UTF8.GetBytes(FactText.Write(fact))));
            if (writes.Count < RecordLimits.MaxWrites && n < facts)
                continue;
            await workspace.Records.CommitAsync(partition, writes, ct);
            writes.Clear();
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using AccessGov.Benchmarks.Harness;
using AccessGov.Sandbox;
using AccessGov.Sandbox.FunctionsHost;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.ColdStart;

/// <summary>
/// The packaged program to its first answered timer, beside the least isolated worker with the same packages, published the same way,
/// both under the Sandbox's Functions host, in turn.
/// </summary>
internal static class ColdStartBenchmark
{
    // The promise: as much more of the processor, and of time, as the least worker takes.
    private const double CpuLimit = 1.3,
        WallLimit = 1.5;

    /// <summary>One start.</summary>
    /// <param name="Cpu">Processor time of the worker's process until its answer, milliseconds.</param>
    /// <param name="Wall">Time from the start of the process until its answer, milliseconds.</param>
    /// <param name="Memory">Most memory of the process until then, MiB.</param>
    private sealed record Start(double Cpu, double Wall, double Memory);

    public static async Task<bool> RunAsync(Report report, int times, CancellationToken ct)
    {
        var work = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        try
        {
            var (least, config) = (Path.Combine(work, "least"), Path.Combine(work, "config"));
            await using var tenant = await TenantEmulator.StartAsync();
            WriteConfig(config, tenant);
            var ours = await Package.UnpackAsync(work, ["--config", config], ct);
            await PublishLeastAsync(least, work, ct);
            List<Start> renew = [],
                turn = [],
                floor = [];
            // One of each unmeasured: the files come from the disk then.
            for (var i = 0; i <= times; i++)
                foreach (
                    var (of, folder, function) in new[]
                    {
                        (renew, ours, "RenewSubscriptions"),
                        (floor, least, "TurnOfDay"),
                        (turn, ours, "TurnOfDay"),
                    }
                )
                {
                    var state = Path.Combine(ours, "config", "state");
                    System.IO.Directory.Delete(state, recursive: true);
                    System.IO.Directory.CreateDirectory(state);
                    var start = await StartAsync(folder, function, azurite.ConnectionString, ct);
                    if (i > 0)
                        of.Add(start);
                }
            double Median(List<Start> of, Func<Start, double> what) => of.Select(what).Order().ElementAt(of.Count / 2);
            object[] Row(string who, List<Start> of, string folder) =>
                [
                    who,
                    Median(of, s => s.Cpu),
                    Median(of, s => s.Cpu) / Median(floor, s => s.Cpu),
                    Median(of, s => s.Wall),
                    Median(of, s => s.Wall) / Median(floor, s => s.Wall),
                    Median(of, s => s.Memory),
                    Megabytes(folder),
                ];
            report.Table(
                $"From start to the first answered timer, median of {times}",
                ["who", "CPU ms", "times least, CPU", "wall ms", "times least, wall", "MiB", "package MB"],
                [
                    Row("accessgov, RenewSubscriptions", renew, ours),
                    Row("accessgov, TurnOfDay", turn, ours),
                    Row("least isolated worker", floor, least),
                ]
            );
            var cpu = Median(renew, s => s.Cpu) / Median(floor, s => s.Cpu);
            var wall = Median(renew, s => s.Wall) / Median(floor, s => s.Wall);
            var held = report.Promise("cold start, processor time, times the least worker", cpu, CpuLimit);
            return report.Promise("cold start, time, times the least worker", wall, WallLimit) && held;
        }
        finally
        {
            System.IO.Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<Start> StartAsync(string folder, string function, string storage, CancellationToken ct)
    {
        await using var host = await FunctionsHostEmulator.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = folder,
                Storage = storage,
                AppSettings = new Dictionary<string, string>
                {
                    ["NIGHTLY_CRON"] = "0 30 17 * * *",
                    ["ACCESSGOV_DIRECTORY_SECRET"] = "not-a-secret",
                },
            },
            ct
        );
        if (await host.RunTimerAsync(function, ct) is { } failure)
            throw new InvalidOperationException($"{folder}: {failure}\n{host.Log}");
        var now = DateTime.Now;
        using var process = Process.GetProcessById(host.WorkerProcessId!.Value);
        return new Start(
            process.TotalProcessorTime.TotalMilliseconds,
            (now - process.StartTime).TotalMilliseconds,
            process.PeakWorkingSet64 / 1048576.0
        );
    }

    private static Task PublishLeastAsync(string folder, string work, CancellationToken ct) =>
        Package.RunAsync(
            "dotnet",
            [
                "publish",
                Repository.Path("tests/AccessGov.Benchmarks/ColdStart/EmptyWorker"),
                "-c",
                "Release",
                "-r",
                "linux-x64",
                "--self-contained",
                "false",
                "-o",
                folder,
                $"-p:ArtifactsPath={work}/build",
                "-p:DebugType=none",
                "--verbosity",
                "quiet",
            ],
            ct
        );

    private static void WriteConfig(string config, TenantEmulator tenant)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(config, "state"));
        File.WriteAllText(Path.Combine(config, "state", "placeholder"), "");
        File.Copy(Repository.Path("functions/policy/suzaka-sample.yaml"), Path.Combine(config, "policy.yaml"));
        File.WriteAllText(
            Path.Combine(config, "accessgov.json"),
            JsonSerializer.Serialize(
                new
                {
                    policyFile = "policy.yaml",
                    storage = new { kind = "sqlite", folder = "state" },
                    directory = new
                    {
                        baseUri = tenant.BaseUri,
                        tokenUri = tenant.TokenUri,
                        clientId = "benchmark",
                        allowOneIdentity = true,
                    },
                }
            )
        );
    }

    private static double Megabytes(string folder) =>
        System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1e6;
}

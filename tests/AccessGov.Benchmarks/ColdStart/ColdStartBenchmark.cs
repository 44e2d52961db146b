using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AccessGov.Benchmarks.Harness;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.ColdStart;

/// <summary>The packaged program to its first answered trigger, beside an empty ASP.NET program that was packaged the same way.</summary>
internal static class ColdStartBenchmark
{
    // The promise.
    private const double Limit = 1.8;

    // The commonest trigger: every commit sends one. It opens settings, policy and store, reads, and finds nothing new.
    private const string Seal = """{"Data":{"item":"\"{\\\"tenant\\\":\\\"suzaka\\\",\\\"scope\\\":\\\"hr\\\"}\""},"Metadata":{}}""";

    // The heaviest without facts: it also calls the directory and leaves a finding.
    private const string Turn = """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    public static async Task<bool> RunAsync(Report report, int times, CancellationToken ct)
    {
        var work = System.IO.Directory.CreateTempSubdirectory("accessgov-bench-").FullName;
        try
        {
            var (ours, empty, config) = (Path.Combine(work, "ours"), Path.Combine(work, "empty"), Path.Combine(work, "config"));
            await using var tenant = await TenantEmulator.StartAsync();
            WriteConfig(config, tenant);
            await RunAsync(Repository.Path("scripts/package"), ["--config", config, Path.Combine(work, "ours.zip")], ct);
            await ZipFile.ExtractToDirectoryAsync(Path.Combine(work, "ours.zip"), ours, ct);
            await RunAsync(
                "dotnet",
                [
                    "publish",
                    Repository.Path("tests/AccessGov.Benchmarks/ColdStart/EmptyApp"),
                    "-c",
                    "Release",
                    "-r",
                    "linux-x64",
                    "--self-contained",
                    "-o",
                    empty,
                    $"-p:ArtifactsPath={work}/build",
                    "-p:DebugType=none",
                    "--verbosity",
                    "quiet",
                ],
                ct
            );

            List<(double Ready, double Answered)> seal = [],
                turn = [],
                floor = [];
            // One of each unmeasured: the files come from the disk then.
            for (var i = 0; i <= times; i++)
            {
                var state = Path.Combine(ours, "config", "state");
                foreach (var (of, function, payload) in new[] { (seal, "SealAudit", Seal), (turn, "TurnOfDay", Turn) })
                {
                    System.IO.Directory.Delete(state, recursive: true);
                    System.IO.Directory.CreateDirectory(state);
                    var run = await StartAsync(Path.Combine(ours, "accessgov"), ours, function, payload, ct);
                    if (i > 0)
                        of.Add(run);
                }
                var empties = await StartAsync(Path.Combine(empty, "EmptyApp"), empty, "SealAudit", Seal, ct);
                if (i > 0)
                    floor.Add(empties);
            }
            double Median(IEnumerable<double> of) => of.Order().ElementAt(times / 2);
            object[] Row(string who, List<(double Ready, double Answered)> of, string folder) =>
                [
                    who,
                    Median(of.Select(m => m.Ready)),
                    Median(of.Select(m => m.Answered)),
                    Median(of.Select(m => m.Answered)) / Median(floor.Select(m => m.Answered)),
                    Megabytes(folder),
                ];
            report.Table(
                $"From start to the first answers, milliseconds, median of {times}",
                ["who", "first answer", "first trigger", "times empty", "package MB"],
                [Row("accessgov, SealAudit", seal, ours), Row("accessgov, TurnOfDay", turn, ours), Row("empty ASP.NET", floor, empty)]
            );
            return report.Promise(
                "cold start to the first answered trigger, times an empty program",
                Median(seal.Select(m => m.Answered)) / Median(floor.Select(m => m.Answered)),
                Limit
            );
        }
        finally
        {
            System.IO.Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<(double Ready, double Answered)> StartAsync(
        string executable,
        string folder,
        string function,
        string item,
        CancellationToken ct
    )
    {
        var port = FreePort();
        var start = new ProcessStartInfo(executable) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["ACCESSGOV_DIRECTORY_SECRET"] = "not-a-secret";
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        try
        {
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), ct);
                    break;
                }
                catch (HttpRequestException)
                {
                    if (process.HasExited)
                        throw new InvalidOperationException($"{executable} ended with code {process.ExitCode}.");
                    await Task.Delay(LookEvery, ct);
                }
            }
            var ready = watch.Elapsed.TotalMilliseconds;
            using var payload = new StringContent(item, Encoding.UTF8, "application/json");
            using var reply = await http.PostAsync(new Uri($"/{function}", UriKind.Relative), payload, ct);
            reply.EnsureSuccessStatusCode();
            return (ready, watch.Elapsed.TotalMilliseconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

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

    private static async Task RunAsync(string program, string[] words, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var word in words)
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with code {process.ExitCode}.\n{said}");
    }

    private static double Megabytes(string folder) =>
        System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1e6;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

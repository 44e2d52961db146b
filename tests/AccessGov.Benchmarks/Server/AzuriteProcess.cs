using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AccessGov.Benchmarks.Server;

/// <summary>Azurite on loopback for as long as a benchmark runs; <c>npm ci --prefix tests</c> installs it.</summary>
internal sealed partial class AzuriteProcess : IDisposable
{
    // Azurite's published development account; not a secret.
    private const string Account = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private readonly Process process;

    private AzuriteProcess(Process process, string connectionString) => (this.process, ConnectionString) = (process, connectionString);

    public string ConnectionString { get; }

    public static async Task<AzuriteProcess> StartAsync(CancellationToken ct)
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(tests.FullName, "tests", "azurite.cjs"))) tests = tests.Parent ?? throw new InvalidOperationException("Run this inside of a clone.");
        string[] words = ["azurite.cjs", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"];
        var process = Process.Start(new ProcessStartInfo("node", words) { WorkingDirectory = Path.Combine(tests.FullName, "tests"), RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var endpoints = new Dictionary<string, string>();
        while (endpoints.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException("Azurite did not start: npm ci --prefix tests.");
            if (Listening().Match(line) is { Success: true } match) endpoints[match.Groups[1].Value] = match.Groups[2].Value;
        }
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new AzuriteProcess(process, $"{Account};" + string.Join(';', endpoints.Select(e => $"{e.Key}Endpoint={e.Value}/devstoreaccount1")));
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using AccessGov.App.Tests.Storage;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace AccessGov.App.Tests.Storage;

/// <summary>
/// Azurite on loopback with ports of its own, started by the first test that asks and stopped with the run. It comes from
/// <c>tests/node_modules</c> (<c>npm ci --prefix tests</c>) or from the <c>azurite.js</c> that the variable AZURITE names.
/// </summary>
public sealed partial class Azurite : IDisposable
{
    // Azurite's published development account; not a secret.
    private const string Account = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly Lazy<Task<string>> _started;
    private Process? _process;

    public Azurite() => _started = new(StartAsync);

    /// <summary>A connection string for its three services.</summary>
    public Task<string> ConnectionStringAsync() => _started.Value;

    public void Dispose()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<string> StartAsync()
    {
        var tests = TestsFolder();
        if (Environment.GetEnvironmentVariable("AZURITE") is null && !File.Exists(Path.Combine(tests, "node_modules", "azurite", "package.json")))
            throw new InvalidOperationException("Azurite is missing: install Node.js 20 or newer with npm, then run 'npm ci --prefix tests' (scripts/test does so by itself).");
        string[] arguments = ["azurite.cjs", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"];
        try
        {
            _process = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = tests, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("The tests of Azure storage need Node.js 20 or newer ('node' on the PATH), which runs Azurite. Install it, then run scripts/test.", e);
        }
        using var limit = new CancellationTokenSource(StartLimit);
        var endpoints = new Dictionary<string, string>();
        while (endpoints.Count < 3)
        {
            var line = await _process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException("Azurite stopped before it listened; run 'node tests/azurite.cjs' to see why.");
            if (Listening().Match(line) is { Success: true } match) endpoints[match.Groups[1].Value] = match.Groups[2].Value;
        }
        // Nobody may stop reading: a full pipe would stop Azurite.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return $"{Account};" + string.Join(';', endpoints.Select(e => $"{e.Key}Endpoint={e.Value}/devstoreaccount1"));
    }

    private static string TestsFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "AccessGov.sln"))) return Path.Combine(at.FullName, "tests");
        throw new InvalidOperationException("The tests run from below the folder of AccessGov.sln.");
    }

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}

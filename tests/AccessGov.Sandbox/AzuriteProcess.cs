using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AccessGov.Sandbox;

/// <summary>
/// Azurite on loopback with ports of its own. It comes from <c>tests/node_modules</c> (<c>npm ci --prefix tests</c>) or from the
/// <c>azurite.js</c> that the variable AZURITE names.
/// </summary>
/// <param name="folder">Where it keeps its state, so that it can be started again; null: in memory.</param>
public sealed partial class AzuriteProcess(string? folder = null) : IDisposable
{
    // Azurite's published development account; not a secret.
    private const string Account =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly SortedDictionary<string, int> ports = new()
    {
        ["Blob"] = 0,
        ["Queue"] = 0,
        ["Table"] = 0,
    };
    private Process? process;
    private long requests;

    /// <summary>Port of each service (Blob, Queue, Table); the same after a restart.</summary>
    public IReadOnlyDictionary<string, int> Ports => ports;

    /// <summary>A connection string for its three services.</summary>
    public string ConnectionString => ConnectionStringOn(ports);

    /// <summary>A connection string for these ports.</summary>
    public static string ConnectionStringOn(IEnumerable<KeyValuePair<string, int>> ports) =>
        $"{Account};" + string.Join(';', ports.Select(p => $"{p.Key}Endpoint=http://127.0.0.1:{p.Value}/devstoreaccount1"));

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync()
    {
        var tests = Repository.Path("tests");
        if (
            Environment.GetEnvironmentVariable("AZURITE") is null
            && !File.Exists(Path.Combine(tests, "node_modules", "azurite", "package.json"))
        )
            throw new InvalidOperationException(
                "Azurite is missing: install Node.js 20 or newer with npm, then run 'npm ci --prefix tests' (scripts/test does so by "
                    + "itself)."
            );
        string[] arguments =
        [
            "azurite.cjs",
            "--disableTelemetry",
            "--skipApiVersionCheck",
            .. folder is null ? (string[])["--inMemoryPersistence"] : ["--location", folder],
            "--blobPort",
            $"{ports["Blob"]}",
            "--queuePort",
            $"{ports["Queue"]}",
            "--tablePort",
            $"{ports["Table"]}",
        ];
        process?.Dispose();
        try
        {
            process = Process.Start(
                new ProcessStartInfo("node", arguments)
                {
                    WorkingDirectory = tests,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "The tests of Azure storage need Node.js 20 or newer ('node' on the PATH), which runs Azurite. Install it, then run "
                    + "scripts/test.",
                e
            );
        }
        using var limit = new CancellationTokenSource(StartLimit);
        for (var listening = 0; listening < ports.Count;)
        {
            var line =
                await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException("Azurite stopped before it listened; run 'node tests/azurite.cjs' to see why.");
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            ports[match.Groups[1].Value] = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
            listening++;
        }
        _ = CountAsync(process.StandardOutput);
    }

    /// <summary>How many requests it has answered.</summary>
    public long Requests => Interlocked.Read(ref requests);

    // One line a request. Nobody may stop reading: a full pipe would stop Azurite.
    private async Task CountAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
            if (line.Contains(" HTTP/1.1\"", StringComparison.Ordinal))
                Interlocked.Increment(ref requests);
    }

    /// <summary>Stops it as the end of its input does: what it was told is on disk, what it was being told is lost.</summary>
    public async Task StopAsync()
    {
        process!.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.WebAuthn;

/// <summary>A Node.js process that verifies with npm's <c>@simplewebauthn/server</c> (<c>npm ci --prefix tests</c>).</summary>
internal sealed class NodePeer : IDisposable
{
    private static readonly string Package = Repository.Path("tests/node_modules/@simplewebauthn/server/package.json");
    private readonly Process process;

    private NodePeer(Process process) => this.process = process;

    /// <summary>Its version.</summary>
    public static string Version => JsonDocument.Parse(File.ReadAllText(Package)).RootElement.GetProperty("version").GetString()!;

    /// <summary>Starts it over a file of ceremonies; null when the package or Node.js is not installed.</summary>
    public static NodePeer? Start(string file)
    {
        if (!File.Exists(Package))
            return null;
        try
        {
            return new NodePeer(
                Process.Start(
                    new ProcessStartInfo("node", [Repository.Path("tests/AccessGov.Benchmarks/WebAuthn/peer.mjs"), file])
                    {
                        RedirectStandardInput = true,
                        RedirectStandardOutput = true,
                    }
                )!
            );
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Lets it verify every ceremony of a kind.</summary>
    public async Task<Turn> VerifyAsync(string kind, CancellationToken ct)
    {
        await process.StandardInput.WriteLineAsync(kind.AsMemory(), ct);
        await process.StandardInput.FlushAsync(ct);
        var line = await process.StandardOutput.ReadLineAsync(ct);
        return line is null
            ? throw new InvalidOperationException("Node.js ended; its standard error says why.")
            : JsonSerializer.Deserialize<Turn>(line, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
            process.Kill();
        process.Dispose();
    }
}

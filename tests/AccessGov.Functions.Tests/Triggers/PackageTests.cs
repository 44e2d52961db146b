using System.IO.Compression;
using AccessGov.Sandbox.FunctionsHost;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Triggers;

public sealed class PackageTests(Azurite azurite) : IDisposable
{
    private const int AnybodyRuns = 0b001_001_001;
    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_zip_is_laid_out_as_the_Functions_host_reads_it()
    {
        System.IO.Directory.CreateDirectory(folder.File("city"));
        File.WriteAllText(Path.Combine(folder.File("city"), "accessgov.json"), "{}");
        var zip = await PackageAsync("--config", folder.File("city"), "--from", AppContext.BaseDirectory);
        using var archive = await ZipFile.OpenReadAsync(zip, Ct);
        var files = archive.Entries.Where(e => !e.FullName.EndsWith('/')).ToDictionary(e => e.FullName);
        Assert.Contains("host.json", files.Keys);
        Assert.Contains("config/accessgov.json", files.Keys);
        Assert.Equal(AnybodyRuns, (files["accessgov"].ExternalAttributes >> 16) & AnybodyRuns);
        // How the host finds the worker, its functions, and its own extensions.
        Assert.Contains("worker.config.json", files.Keys);
        Assert.Contains("functions.metadata", files.Keys);
        Assert.Contains("extensions.json", files.Keys);
        Assert.Contains(files.Keys, f => f.StartsWith(".azurefunctions/", StringComparison.Ordinal));
    }

    /// <summary>Publishes for minutes, so it runs only when asked for: -explicit only -method '*answers_the_host'.</summary>
    [Fact(Explicit = true)]
    [Trait("kind", "soak")]
    public async Task A_fresh_package_unpacks_and_answers_the_host()
    {
        var app = folder.File("app");
        await ZipFile.ExtractToDirectoryAsync(await PackageAsync(), app, Ct);
        await using var stage = await Stage.SetAsync(await azurite.ConnectionStringAsync());
        await using var host = await FunctionsHostEmulator.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = app,
                Storage = await azurite.ConnectionStringAsync(),
                AppSettings = stage.Environment,
            },
            Ct
        );
        Assert.Null(await host.RunTimerAsync("TurnOfDay", Ct));
    }

    private async Task<string> PackageAsync(params string[] words)
    {
        var zip = folder.File("out.zip");
        using var script = RunningProgram.Start(Sample.InRepository("scripts/package"), [.. words, zip], new Dictionary<string, string>());
        Assert.True(await script.EndAsync(Ct) == 0, script.Text);
        return zip;
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>Whoever takes a release can tell what is in it, and that it is what was made.</summary>
public sealed class ReleaseScriptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_release_is_made_of_is_what_the_lock_files_say()
    {
        var (exitCode, said) = await Script.RunAsync("sbom");
        Assert.True(exitCode == 0, said);
        using var sbom = JsonDocument.Parse(said);
        var root = sbom.RootElement;
        Assert.Equal("CycloneDX 1.6", $"{root.GetProperty("bomFormat")} {root.GetProperty("specVersion")}");
        var components = root.GetProperty("components")
            .EnumerateArray()
            .ToDictionary(
                c => c.GetProperty("purl").GetString()!,
                c => c.GetProperty("hashes").EnumerateArray().Single().GetProperty("content").GetString()
            );
        var locked = Locked("packages.lock.json").Concat(Locked("extensions.lock.json")).Distinct().ToDictionary(p => p.Purl, p => p.Hash);
        Assert.True(locked.Count > 100);
        Assert.Equal(locked.OrderBy(p => p.Key, StringComparer.Ordinal), components.OrderBy(p => p.Key, StringComparer.Ordinal)!);
        // Each is there because of something: from the program every package is reached, and nothing else.
        var leads = root.GetProperty("dependencies")
            .EnumerateArray()
            .ToDictionary(
                d => d.GetProperty("ref").GetString()!,
                d => d.GetProperty("dependsOn").EnumerateArray().Select(o => o.GetString()!).ToArray()
            );
        var program = root.GetProperty("metadata").GetProperty("component").GetProperty("bom-ref").GetString()!;
        var reached = new HashSet<string>();
        var next = new Stack<string>([program]);
        while (next.TryPop(out var one))
            if (reached.Add(one))
                foreach (var other in leads[one])
                    next.Push(other);
        Assert.Equal(locked.Keys.Append(program).Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_release_has_both_packages_and_the_sums_of_everything_in_it()
    {
        using var folder = new TestFolder();
        var to = folder.File("release");
        var (exitCode, said) = await Script.RunAsync("release", "--draft", "--from", AppContext.BaseDirectory, "--to", to);
        Assert.True(exitCode == 0, said);
        var sums = File.ReadAllLines(Path.Combine(to, "SHA256SUMS")).Select(l => l.Split("  ")).ToDictionary(l => l[1], l => l[0]);
        Assert.Equal(
            System.IO.Directory.GetFiles(to).Select(Path.GetFileName).Where(f => f != "SHA256SUMS").Order(StringComparer.Ordinal),
            sums.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, sums.Keys.Count(f => f.EndsWith("-linux-x64.zip", StringComparison.Ordinal)));
        foreach (var (file, sum) in sums)
            Assert.Equal(sum, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(to, file)))));
        Assert.Contains("## [", File.ReadAllText(Path.Combine(to, "CHANGES.md")), StringComparison.Ordinal);
        // The server's brings the runtime along, and says so.
        var server = Path.Combine(to, sums.Keys.Single(f => f.EndsWith("-server-linux-x64.cdx.json", StringComparison.Ordinal)));
        Assert.Contains(
            $"Microsoft.NETCore.App.Runtime.linux-x64@{Environment.Version.Major}.",
            File.ReadAllText(server),
            StringComparison.Ordinal
        );
        using var archive = await ZipFile.OpenReadAsync(server.Replace(".cdx.json", ".zip", StringComparison.Ordinal), Ct);
        await using var page = await archive.GetEntry("share/man/ja/man1/accessgov.1")!.OpenAsync(Ct);
        using var text = new StreamReader(page);
        Assert.Contains("\n.SS hr import\n", await text.ReadToEndAsync(Ct), StringComparison.Ordinal);
        Assert.All(
            (string[])
                [
                    "share/man/man1/accessgov.1",
                    "share/bash-completion/completions/accessgov",
                    "share/zsh/site-functions/_accessgov",
                    "share/powershell/accessgov.ps1",
                    "share/infra/accessgov.service",
                    "share/doc/docs/air-gapped.md",
                    "share/doc/docs/ja/operations.md",
                ],
            path => Assert.True(archive.GetEntry(path)!.Length > 1000, path)
        );
        Assert.NotEqual(0, (await Script.RunAsync("release", "--draft", "--from", AppContext.BaseDirectory, "--to", to)).ExitCode);
    }

    private static IEnumerable<(string Purl, string Hash)> Locked(string file)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Sample.InRepository($"functions/AccessGov.Functions/{file}")));
        var packages = locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(f => f.Value.EnumerateObject());
        foreach (var package in packages.Where(p => p.Value.GetProperty("type").GetString() != "Project"))
            yield return (
                $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}",
                Convert.ToHexStringLower(Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!))
            );
    }
}

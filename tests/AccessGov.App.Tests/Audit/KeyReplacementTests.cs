using System.Security.Cryptography;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Audit;

/// <summary>The signing key is replaced as docs/operations.md says.</summary>
public sealed class KeyReplacementTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public async Task Checkpoints_of_a_replaced_key_verify_with_its_public_half_only()
    {
        var key = folder.File("signing-key.pem");
        await File.WriteAllTextAsync(
            folder.File("accessgov.json"),
            $$"""
            { "policyFile": "{{Sample.FilePath}}", "profileFolder": "{{Sample.InRepository("functions/policy/profiles")}}",
              "signingKeyFile": "signing-key.pem", "storage": { "kind": "sqlite", "folder": "state" },
              "directory": { "allowOneIdentity": true }, "operators": { "{{Environment.UserName}}": "000101" } }
            """,
            TestContext.Current.CancellationToken
        );
        await TellSomethingAsync("first");
        using var former = ECDsa.Create();
        former.ImportFromPem(await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken));
        var publicHalf = former.ExportSubjectPublicKeyInfoPem() + "\n";
        File.Delete(key);
        // Nobody said that it was replaced: it was lost, and none is made.
        await TellSomethingAsync("second", ExitCodes.NotAsItShouldBe);
        Assert.False(File.Exists(key));
        await File.WriteAllTextAsync(key + ".former", publicHalf, TestContext.Current.CancellationToken);
        await TellSomethingAsync("third");

        Assert.Equal(ExitCodes.Done, await RunAsync("audit", "verify"));
        File.Delete(key + ".former");
        Assert.Equal(ExitCodes.NotAsItShouldBe, await RunAsync("audit", "verify"));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A refused extract leaves a fact.</summary>
    private async Task TellSomethingAsync(string content, int ends = ExitCodes.Refused)
    {
        await File.WriteAllTextAsync(folder.File("extract.csv"), content, TestContext.Current.CancellationToken);
        Assert.Equal(ends, await RunAsync("hr", "import", folder.File("extract.csv"), "--source", "mayor"));
    }

    private Task<int> RunAsync(params string[] words) =>
        CommandLine.RunAsync(
            [.. words, "--settings", folder.File("accessgov.json")],
            new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System),
            TestContext.Current.CancellationToken
        );
}

using System.Security.Cryptography;
using AccessGov.App.Audit;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Audit;

/// <summary>The signing key is replaced as docs/operations.md says.</summary>
public sealed class KeyReplacementTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public async Task A_key_that_was_replaced_is_followed_by_a_new_one_and_one_that_was_lost_by_none()
    {
        var key = folder.File("log-key.pem");
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
        await TellSomethingAsync("second");
        Assert.Equal(ExitCodes.NotAsItShouldBe, await RunAsync("audit", "verify"));
        Assert.False(File.Exists(key));
        await File.WriteAllTextAsync(key + ".former", publicHalf, TestContext.Current.CancellationToken);
        await TellSomethingAsync("third");

        Assert.Equal(ExitCodes.Done, await RunAsync("audit", "verify"));
        // The former half has done its work: the newest checkpoint is the new key's.
        File.Delete(key + ".former");
        Assert.Equal(ExitCodes.Done, await RunAsync("audit", "verify"));
        // Another key in its place is nobody's.
        File.Delete(key);
        using (CheckpointSigner.OpenOrCreate(key))
            await TellSomethingAsync("fourth");
        Assert.Equal(ExitCodes.NotAsItShouldBe, await RunAsync("audit", "verify"));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A refused extract leaves a fact.</summary>
    private async Task TellSomethingAsync(string content)
    {
        await File.WriteAllTextAsync(folder.File("extract.csv"), content, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Refused, await RunAsync("hr", "import", folder.File("extract.csv"), "--source", "mayor"));
    }

    private Task<int> RunAsync(params string[] words) =>
        CommandLine.RunAsync(
            [.. words, "--settings", folder.File("accessgov.json")],
            new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System),
            TestContext.Current.CancellationToken
        );
}

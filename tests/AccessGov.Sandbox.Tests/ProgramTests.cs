using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Verbs;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

/// <summary>The sandbox as a program of its own.</summary>
public sealed class ProgramTests
{
    private static readonly string Executable = Path.Join(AppContext.BaseDirectory, "AccessGov.Sandbox.dll");

    [Theory]
    [InlineData("--help")]
    [InlineData("city --help")]
    public async Task A_full_disk_is_told_without_a_stack(string words)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no disk that is always full.");
        Assert.NotNull(CityVerb.Command());
        using var program = RunningProgram.Start(
            "sh",
            ["-c", $"exec dotnet '{Executable}' {words} >/dev/full"],
            new Dictionary<string, string>()
        );
        Assert.Equal(ExitCodes.TryAgain, await program.EndAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("AccessGov.Sandbox: ", Assert.Single(program.Lines), StringComparison.Ordinal);
    }
}

using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>Started with a stream closed, as a service or a careless script does it.</summary>
public sealed class ClosedOutputTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Refused would mean that nothing was done, and it may have been.</summary>
    [Theory]
    [InlineData("--version")]
    [InlineData("status")]
    public async Task An_answer_that_nobody_can_be_given_is_told_as_lost(string command)
    {
        var said = await EndsAsync(ExitCodes.TryAgain, $"exec '{{0}}' {command} >&-");
        Assert.Contains("結果を出力先に書き込めませんでした", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", ExitCodes.Usage)]
    [InlineData("plan", ExitCodes.Refused)]
    public async Task Of_complaints_that_nobody_can_be_given_the_exit_code_tells(string command, int exitCode) =>
        await EndsAsync(exitCode, $"exec '{{0}}' {command} 2>&-");

    private static async Task<string> EndsAsync(int exitCode, string line)
    {
        await using var stage = await Stage.SetAsync();
        using var shell = RunningProgram.Start("sh", ["-c", string.Format(line, Stage.Executable)], stage.Environment);
        Assert.True(exitCode == await shell.EndAsync(Ct), shell.Text);
        return shell.Text;
    }
}

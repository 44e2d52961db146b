using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>Started with a stream closed, as a service or a careless script does it.</summary>
public sealed class ClosedOutputTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Refused would mean that nothing was done, and it may have been.</summary>
    [Fact]
    public async Task An_answer_that_nobody_can_be_given_is_told_as_lost()
    {
        var said = await EndsAsync(ExitCodes.TryAgain, "exec '{0}' status >&-");
        Assert.Contains("出力先が閉じられているため", said, StringComparison.Ordinal);
        Assert.Contains("accessgov status", said, StringComparison.Ordinal);
        Assert.DoesNotContain("空き容量", said, StringComparison.Ordinal);
    }

    /// <summary>Nothing was done, and nobody reads: there is nothing to say, least of all of disks.</summary>
    [Theory]
    [InlineData("--version")]
    [InlineData("help")]
    [InlineData("hold --help")]
    [InlineData("completion bash")]
    [InlineData("man")]
    public async Task What_was_only_to_be_shown_ends_quietly_where_nobody_reads(string command) =>
        Assert.Equal("", await EndsAsync(ExitCodes.TryAgain, $"exec '{{0}}' {command} >&-"));

    /// <summary>Whoever reads the first lines and goes has what they wanted.</summary>
    [Theory]
    [InlineData("help")]
    [InlineData("completion zsh")]
    public async Task A_reader_who_goes_is_no_fault(string command) =>
        Assert.Equal("0", (await EndsAsync(0, $"{{{{ '{{0}}' {command}; echo $? >&2; }}}} | true")).Trim());

    [Theory]
    [InlineData("help")]
    [InlineData("status")]
    public async Task On_a_full_disk_room_is_to_be_made(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no disk that is always full.");
        Assert.Contains("空き容量", await EndsAsync(ExitCodes.TryAgain, $"exec '{{0}}' {command} >/dev/full"), StringComparison.Ordinal);
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

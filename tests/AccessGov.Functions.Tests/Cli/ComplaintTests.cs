using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>Complaints fit the terminal that shows them; elsewhere each is one line.</summary>
public sealed class ComplaintTests
{
    private static readonly string[] Wrong = ["init", "x", "--tenant", "須坂", "--domain", "city.example.jp"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(200)]
    public async Task On_a_terminal_they_are_folded_and_lose_nothing(int columns)
    {
        var whole = Assert.Single(await LinesAsync(null));
        var folded = await LinesAsync(columns);
        Assert.Equal(TextWidth.Hanging(whole, columns), folded);
        Assert.All(folded, line => Assert.InRange(TextWidth.Of(line), 1, columns));
        Assert.Equal(whole.Replace(" ", ""), string.Concat(folded).Replace(" ", ""));
        Assert.Equal(columns < TextWidth.Of(whole), folded.Length > 1);
    }

    [Fact]
    public async Task Lines_of_one_complaint_are_folded_each_and_what_a_terminal_would_obey_is_shown()
    {
        await using var said = new StringWriter();
        await using var writer = new VisibleWriter(said, isAnswer: false, () => 10);
        await writer.WriteLineAsync("須坂市の職員番号\nab\u001b[31m");
        Assert.Equal("須坂市の\n  職員番号\nabU+001B\n  [31m\n", said.ToString());
    }

    /// <summary>The variable is for answers: who reads complaints from a file looks for them by their words.</summary>
    [Fact]
    public async Task In_a_pipe_each_is_one_line_whatever_COLUMNS_says()
    {
        using var program = RunningProgram.Start(Stage.Executable, Wrong, new Dictionary<string, string> { ["COLUMNS"] = "20" });
        Assert.Equal(ExitCodes.Usage, await program.EndAsync(Ct));
        Assert.Equal(await LinesAsync(null), program.Lines);
    }

    private static async Task<string[]> LinesAsync(int? columns)
    {
        await using var said = new StringWriter();
        var host = new CliHost(TextWriter.Null, said, TimeProvider.System) { ErrorColumns = columns };
        Assert.Equal(ExitCodes.Usage, await CommandLine.RunAsync(Wrong, host, Ct));
        return said.ToString().TrimEnd('\n').Split('\n');
    }
}

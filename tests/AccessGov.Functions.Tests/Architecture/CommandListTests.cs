using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>Whoever names a command waits for that one only; the list of all must not lie about a name.</summary>
public sealed class CommandListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_command_has_the_name_by_which_it_is_found()
    {
        var (options, host) = (new CliOptions(), new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System));
        Assert.All(CommandList.All, entry => Assert.Equal(entry.Name, entry.Make(options, host).Name));
        Assert.All(CommandList.All, entry => Assert.Same(entry, CommandList.Named([entry.Name, "--json"])));
        Assert.All(
            (string[][])
                [
                    [],
                    ["--json", "plans"],
                    ["@plans"],
                    ["Plans"],
                ],
            words => Assert.Null(CommandList.Named(words))
        );
    }

    [Theory]
    [InlineData("plans", "--help")]
    [InlineData("plans", "--waitin")]
    [InlineData("review", "lst")]
    [InlineData("keys")]
    public async Task Alone_it_says_what_it_says_among_all(params string[] words)
    {
        // An option before the command: then all of them are made.
        var (alone, among) = (await SaidAsync(words), await SaidAsync(["--json", .. words]));
        Assert.Equal(among, alone);
        Assert.Contains(words[0], alone, StringComparison.Ordinal);
    }

    private static async Task<string> SaidAsync(string[] words)
    {
        await using var said = new StringWriter();
        var exit = await CommandLine.RunAsync(words, new CliHost(said, said, TimeProvider.System), Ct);
        return $"{exit}: {said}";
    }
}

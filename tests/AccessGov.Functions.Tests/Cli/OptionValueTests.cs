using AccessGov.Functions.Cli.Manual;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Tests.Docs;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>A value that cannot be one is a wrong command line, whatever the command: exit code 2, and nothing was looked at.</summary>
public sealed class OptionValueTests
{
    // What no number, day or number of a person can be.
    private const string Odd = "!odd!";

    private static readonly string[] Parsed = ["N", "DATE", "WORKER"];

    [Fact]
    public async Task An_option_without_its_value_is_told_in_a_line_and_not_in_a_page()
    {
        var tried = 0;
        foreach (var command in CommandTree.All().Prepend(new CommandNode("", "accessgov", "", [], [], [])))
            foreach (var option in command.Options.Where(o => o.Value is { IsNeeded: true }).Select(o => o.Name).Append("--lang"))
            {
                var said = await CommandTree.SaidAsync([.. command.Path.Split(' ').Where(w => w.Length > 0), option]);
                Assert.StartsWith($"{ExitCodes.Usage}: ", said, StringComparison.Ordinal);
                Assert.Contains($"{option} の値を指定してください", said, StringComparison.Ordinal);
                Assert.True(said.TrimEnd('\n').Split('\n').Length <= 7, said);
                tried++;
            }
        Assert.True(tried > 150, $"{tried}");
        Assert.Contains("次のいずれか: en, ja", await CommandTree.SaidAsync("--lang"), StringComparison.Ordinal);
    }

    /// <summary>Each option whose value is read, by what stands behind it in the help.</summary>
    [Fact]
    public async Task A_value_that_cannot_be_read_is_told_with_the_code_for_a_wrong_command_line()
    {
        await using var village = await VillageStory.SettledAsync();
        var tried = new List<string>();
        foreach (var command in CommandTree.All())
            foreach (var option in command.Options)
                if (option.Value is { Words.Count: > 0 } || Parsed.Contains(option.Value?.Name))
                {
                    var answer = await village.RunAsync(Line(command, option));
                    Assert.True(answer.ExitCode == ExitCodes.Usage, $"{Line(command, option)}: {answer.ExitCode} {answer.Error}");
                    Assert.Contains(Odd, answer.Error, StringComparison.Ordinal);
                    Assert.Equal("", answer.Out);
                    tried.Add($"{command.Path} {option.Name}");
                }
        Assert.Subset(
            tried.ToHashSet(),
            new HashSet<string>
            {
                "plan --as-of",
                "plan --worker",
                "serve --port",
                "witness serve --port",
                "transfer export --again",
                "emergency ask --hours",
                "audit report --on",
                "audit report --holders",
                "audit report --person",
                "request ask --for",
                "review sheet --reviewer",
                "keys list --person",
            }
        );
    }

    [Theory]
    [InlineData("マイナンバー利用事務系", "MyNumber")]
    [InlineData("個人番号利用事務系", "MyNumber")]
    [InlineData("my-number", "MyNumber")]
    [InlineData("mynumber", "MyNumber")]
    [InlineData("lgwan", "Lgwan")]
    [InlineData("LGWAN", "Lgwan")]
    [InlineData("Lgwan接続系", "Lgwan")]
    [InlineData("インターネット接続系", "Internet")]
    [InlineData("独自系", "Independent")]
    public async Task A_zone_is_asked_for_in_the_words_of_the_policy(string word, string zone)
    {
        await using var village = await VillageStory.SettledAsync();
        var told = (await village.RunAsync($"audit report --holders {word} --json")).Ended(ExitCodes.Done)["holders"];
        Assert.Equal(zone, told.GetProperty("zone").GetString());
    }

    [Theory]
    [InlineData("init x --tenant 須坂 --domain city.example.jp")]
    [InlineData("init x --tenant suzaka --domain nowhere")]
    [InlineData("witness init --folder x --name a+b")]
    [InlineData("review deputy !odd!")]
    [InlineData("hold !odd! --reason 端末紛失")]
    [InlineData("serve --port 65536")]
    [InlineData("witness serve --folder x --port 65536")]
    public async Task A_name_or_number_of_the_wrong_form_is_a_wrong_command_line_too(string line)
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync(line)).Ended(ExitCodes.Usage);
    }

    /// <summary>The table of the README: a name that the settings lack is a setting that is missing.</summary>
    [Theory]
    [InlineData("transfer export office --out .")]
    [InlineData("transfer status")]
    [InlineData("transfer told office")]
    public async Task A_server_that_is_no_node_lacks_a_setting(string line)
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync(line)).Ended(ExitCodes.Settings).Says("node:name");
    }

    /// <summary>No word is a file to read words from: a domain with its @ was one.</summary>
    [Fact]
    public async Task A_word_with_an_at_sign_is_that_word()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("words"), "--json", TestContext.Current.CancellationToken);
        var said = await CommandTree.SaidAsync("init", folder.File("x"), "--tenant", "suzaka", "--domain", "@example.lg.jp");
        Assert.StartsWith($"{ExitCodes.Usage}: --domain @example.lg.jp: ドメイン名を、「@」を付けずに", said, StringComparison.Ordinal);
        var word = $"@{folder.File("words")}";
        Assert.Contains(word, await CommandTree.SaidAsync("whoami", word), StringComparison.Ordinal);
    }

    private static string Some(ValueNode value) =>
        value switch
        {
            { Words: [var word, ..] } => word,
            { Name: "DATE" } => "2026-04-01",
            _ => "x",
        };

    private static string Line(CommandNode command, OptionNode odd) =>
        string.Join(
            ' ',
            [
                command.Path,
                .. command.Arguments.Where(a => a.IsNeeded).Select(a => a.Words is [var word, ..] ? word : "000105"),
                .. command
                    .Options.Where(o => o.IsNeeded && o != odd)
                    .Select(o => $"{o.Name} {Some(o.Value!)}"),
                $"{odd.Name} {Odd}",
            ]
        );
}

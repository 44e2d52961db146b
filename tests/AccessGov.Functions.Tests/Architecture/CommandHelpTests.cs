using System.CommandLine;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>What the help says, and what a wrong word is answered with: in the reader's language, all of it.</summary>
public sealed partial class CommandHelpTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Commands => [.. CommandList.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_is_in_one_language(string name)
    {
        foreach (var path in Paths(name))
        {
            var ja = await SaidAsync([.. path.Split(' '), "--help", "--lang", "ja"]);
            Assert.Matches(JapaneseLetters(), ja);
            Assert.DoesNotMatch(EnglishSentence(), WithoutCode(ja));
            // What the library has in English alone.
            Assert.DoesNotMatch(@"Description:|REQUIRED|\[(default|command|options)", ja);
            var en = await SaidAsync([.. path.Split(' '), "--help", "--lang", "en"]);
            Assert.DoesNotMatch(JapaneseLetters(), en);
        }
    }

    /// <summary>One long word takes the room of no other line, and no sentence leaves the window.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public async Task Help_fits_the_window(int columns)
    {
        foreach (var path in CommandList.All.SelectMany(c => Paths(c.Name)))
            foreach (var language in (string[])["ja", "en"])
            {
                var said = await SaidAsync([.. path.Split(' '), "--help", "--lang", language], columns);
                Assert.All(
                    said.Split('\n'),
                    line => Assert.True(TextWidth.Of(line) <= columns || !line.Trim().Contains(' ', StringComparison.Ordinal), line)
                );
            }
    }

    [Fact]
    public void Every_command_option_and_argument_is_described_and_no_text_is_left_over()
    {
        var texts = new UiTexts("ja");
        var used = new HashSet<string>();
        foreach (var command in CommandList.All.Select(c => c.Make(new CliOptions(), CliHost.Console)))
            Walk(command, $"Help.{command.Name}");
        var known = System
            .Xml.Linq.XDocument.Load(Sample.InRepository("functions/AccessGov.App/Texts/UiTexts.resx"))
            .Root!.Elements("data")
            .Select(d => d.Attribute("name")!.Value)
            .Where(n => n.StartsWith("Help.", StringComparison.Ordinal));
        // Those of accessgov itself are not of one command.
        string[] ofAll = ["Help.--settings", "Help.--json", "Help.--lang", "Help.*.--help", "Help.*.--version"];
        Assert.Empty(known.Except(used).Except(ofAll));

        void Walk(Command command, string path)
        {
            Assert.NotNull(texts.Find(path));
            used.Add(path);
            foreach (var name in command.Arguments.Select(a => a.Name).Concat(command.Options.Select(o => o.Name)))
                used.Add(texts.Find($"{path}.{name}") is null ? Existing($"Help.*.{name}") : $"{path}.{name}");
            foreach (var below in command.Subcommands)
                Walk(below, $"{path}.{below.Name}");
        }

        string Existing(string key)
        {
            Assert.NotNull(texts.Find(key));
            return key;
        }
    }

    [Theory]
    [InlineData("ja", "accessgov hr import --help")]
    [InlineData("en", "accessgov hr import --help")]
    public async Task A_wrong_word_is_answered_with_the_line_that_helps(string language, string line)
    {
        var said = await SaidAsync(["hr", "import", "f.csv", "--sorce", "mayor", "--lang", language]);
        Assert.StartsWith("2: ", said, StringComparison.Ordinal);
        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.Contains("--source", said, StringComparison.Ordinal);
        Assert.True(said.Split('\n').Length < 12, said);
        Assert.Equal(language == "ja", JapaneseLetters().IsMatch(said));
    }

    [Theory]
    [InlineData("hr check x", "--source を指定してください")]
    [InlineData("hr check --show x a --source mayor", "--show の値「x」は使えません")]
    [InlineData("hr", "コマンドを指定してください")]
    [InlineData("pln", "「pln」は使えません")]
    [InlineData("hr imprt x", "「imprt」は使えません")]
    [InlineData("plan --foo", "--json")]
    [InlineData("show", "show に 計画 を指定してください")]
    [InlineData("show last --html a --html b", "--html は1つだけ指定してください（2 個あります）")]
    [InlineData("keys list --state x", "--state の値「x」は使えません。次のいずれか: ")]
    [InlineData("plan @nosuch.txt", "「@nosuch.txt」は使えません")]
    public async Task What_is_wrong_with_the_words_is_told_in_one_language(string line, string says)
    {
        var ja = await SaidAsync([.. line.Split(' '), "--lang", "ja"]);
        Assert.Contains(says, ja, StringComparison.Ordinal);
        Assert.DoesNotMatch(EnglishSentence(), WithoutCode(ja));
        Assert.DoesNotContain("。.", ja, StringComparison.Ordinal);
        Assert.DoesNotMatch("「x」は使えません → ", ja);
        Assert.DoesNotMatch(JapaneseLetters(), await SaidAsync([.. line.Split(' '), "--lang", "en"]));
    }

    /// <summary>Nothing can stand behind it: the next word would be its value.</summary>
    [Fact]
    public async Task An_option_without_its_value_is_told_in_our_words() =>
        Assert.Contains("--source の値を指定してください", await SaidAsync(["hr", "check", "x", "--source"]), StringComparison.Ordinal);

    [Fact]
    public async Task A_day_that_is_none_is_told_in_one_language()
    {
        Assert.DoesNotMatch(JapaneseLetters(), await SaidAsync(["plan", "--as-of", "31.04.2026", "--lang", "en"]));
        var ja = await SaidAsync(["plan", "--as-of", "31.04.2026", "--lang", "ja"]);
        Assert.Contains("2026-04-01 のように", ja, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(string name)
    {
        var command = CommandList.All.Single(c => c.Name == name).Make(new CliOptions(), CliHost.Console);
        return Below(command, name);

        static IEnumerable<string> Below(Command command, string path) =>
            command.Subcommands.SelectMany(c => Below(c, $"{path} {c.Name}")).Prepend(path);
    }

    // Names of keys, types and forms are the same in every language.
    private static string WithoutCode(string text) => Code().Replace(text, "");

    private static async Task<string> SaidAsync(string[] words, int columns = 0)
    {
        await using var said = new StringWriter();
        var exit = await CommandLine.RunAsync(words, new CliHost(said, said, TimeProvider.System) { Columns = columns }, Ct);
        return $"{exit}: {said}";
    }

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex JapaneseLetters();

    [GeneratedRegex(@"([a-z']+ ){3}[a-z']+")]
    private static partial Regex EnglishSentence();

    [GeneratedRegex(@"accessgov [^\r\n]*|<[^>]*>|\[[^\]]*\]")]
    private static partial Regex Code();
}

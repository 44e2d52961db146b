using AccessGov.App.Texts;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Manual;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Tests.Docs;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Cli;

/// <summary>What stands behind an option is its value and no other option; a switch takes none; what is left out is named.</summary>
public sealed class GivenWordTests : IDisposable
{
    private const string Lang = "ja";

    private static readonly string[] Everywhere = ["--settings", "--lang"];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Recorded as a reason would have been: <c>hold 000123 --reason --json</c>.</summary>
    [Fact]
    public async Task No_option_takes_another_one_for_its_value()
    {
        var tried = 0;
        foreach (var command in CommandTree.All().Where(c => c.Below.Count == 0 || c.Options.Count > 0))
        {
            // Of one that needs none, as --holders, the library knows that another option follows.
            var own = command.Options.Where(o => o.Value is { IsNeeded: true }).Select(o => o.Name);
            foreach (var option in own.Concat(Everywhere))
                foreach (var next in new[] { "--json", "--settings", "--nothing-like-it", "-h" })
                {
                    var said = await CommandTree.SaidAsync([.. command.Path.Split(' '), option, next]);
                    Assert.StartsWith($"{ExitCodes.Usage}: {option} の値がありません", said, StringComparison.Ordinal);
                    Assert.Contains($"書き方: accessgov {command.Path} ", said, StringComparison.Ordinal);
                    tried++;
                }
        }
        Assert.True(tried > 400, $"{tried}");
    }

    [Fact]
    public async Task No_switch_takes_a_value()
    {
        foreach (var command in CommandTree.All())
            foreach (var name in command.Options.Where(o => o.Value is null).Select(o => o.Name).Append("--json"))
                Assert.StartsWith(
                    $"{ExitCodes.Usage}: {name} に値は付けられません",
                    await CommandTree.SaidAsync([.. command.Path.Split(' '), $"{name}=x"]),
                    StringComparison.Ordinal
                );
    }

    /// <summary>Whatever a command refuses to run without is named, and so is how the command is written.</summary>
    [Fact]
    public async Task What_is_left_out_is_named_with_the_way_to_write_it()
    {
        foreach (var command in CommandTree.All())
        {
            if (command.Options.All(o => !o.IsNeeded) && command.Arguments.All(a => !a.IsNeeded))
                continue;
            var said = await CommandTree.SaidAsync([.. command.Path.Split(' '), "--lang", Lang]);
            Assert.StartsWith($"{ExitCodes.Usage}: ", said, StringComparison.Ordinal);
            foreach (var option in command.Options.Where(o => o.IsNeeded))
                Assert.Contains($"{option.Name} を指定してください", said, StringComparison.Ordinal);
            var usage = said.Split('\n').Single(l => l.StartsWith("書き方: ", StringComparison.Ordinal));
            Assert.All(command.Options, o => Assert.Equal(o.IsNeeded, usage.Contains($" {o.Name}", StringComparison.Ordinal)));
        }
    }

    /// <summary>A reason that a command needs is asked for as what it is, not by how long it may be.</summary>
    [Theory]
    [InlineData("hold 000123")]
    [InlineData("reject last")]
    [InlineData("audit restart a/1")]
    [InlineData("incidents close 00")]
    public async Task A_reason_that_is_left_out_is_asked_for(string line) =>
        Assert.StartsWith(
            $"{ExitCodes.Usage}: --reason を指定してください",
            await CommandTree.SaidAsync(line.Split(' ')),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("--lang の値「fr」は使えません。次のいずれか: ", "plan", "--lang", "fr")]
    [InlineData("計画が空です", "show", "")]
    [InlineData("職員番号が空です", "explain", " ")]
    [InlineData("ファイルかフォルダーの名前が空です", "policy", "check", "")]
    [InlineData("「--foo」は使えません → 使えるのは ", "explain", "--foo")]
    [InlineData("「--tenat」は使えません → 「--tenant」ではありませんか", "init", "x", "--tenat", "a", "--domain", "a.jp", "--tenant", "a")]
    public async Task What_is_wrong_is_named(string says, params string[] words) =>
        Assert.Contains(says, await CommandTree.SaidAsync(words), StringComparison.Ordinal);

    [Fact]
    public async Task Whoever_means_such_a_text_writes_it_with_an_equals_sign()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("hold 000105 --reason --json")).Ended(ExitCodes.Usage).Says("--reason の値がありません");
        (await village.RunAsync("hold list")).Ended(ExitCodes.Done).Says("利用停止中の職員はいません");
        (await village.RunAsync("hold 000105 --reason=--json")).Ended(ExitCodes.Done);
        (await village.RunAsync("hold list")).Ended(ExitCodes.Done).Says("000105", "--json");
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help hold", "hold --help")]
    [InlineData("help keys ticket issue", "keys ticket issue --help")]
    public async Task Help_is_a_command_too(string line, string same) =>
        Assert.Equal(await CommandTree.SaidAsync(same.Split(' ')), await CommandTree.SaidAsync(line.Split(' ')));

    /// <summary>In Japanese a file is no <c>file</c>; what may be left out stands in brackets; columns stand below each other.</summary>
    [Fact]
    public async Task Help_names_what_stands_behind_a_command_in_the_readers_language()
    {
        foreach (var path in CommandTree.All().Select(c => c.Path).Append(""))
        {
            var said = await CommandTree.SaidAsync([.. path.Split(' ').Where(w => w.Length > 0), "--help", "--lang", Lang]);
            Assert.DoesNotMatch("<(?!ID>)[A-Za-z-]+>", said);
        }
        var all = await CommandTree.SaidAsync("--help", "--lang", Lang);
        Assert.Contains("\n  explain <職員番号> [<権限>]  ", all, StringComparison.Ordinal);
        Assert.Contains("\n  approve [<計画>...]  ", all, StringComparison.Ordinal);
        Assert.Contains("accessgov hold <職員番号> ", await CommandTree.SaidAsync("hold", "--help"), StringComparison.Ordinal);
        var options = (await CommandTree.SaidAsync("init", "--help", "--lang", Lang)).Split('\n');
        var starts = new[] { "団体の名前", "サインイン名の", "設定ファイル。" }.Select(what =>
        {
            var line = options.Single(l => l.StartsWith("  --", StringComparison.Ordinal) && l.Contains(what, StringComparison.Ordinal));
            return TextWidth.Of(line[..line.IndexOf(line.Split("  ")[^1].TrimStart(), StringComparison.Ordinal)]);
        });
        Assert.Single(starts.Distinct());
    }

    [Fact]
    public async Task On_a_narrow_terminal_help_is_folded_beside_its_word()
    {
        await using var said = new StringWriter();
        var host = new CliHost(said, said, TimeProvider.System) { Columns = 60 };
        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["explain", "--help"], host, TestContext.Current.CancellationToken));
        var rows = said.ToString().Split('\n').SkipWhile(l => !l.StartsWith("引数", StringComparison.Ordinal)).ToArray();
        Assert.All(rows, row => Assert.InRange(TextWidth.Of(row), 0, 60));
        Assert.Contains(rows, row => row.StartsWith("        ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task The_files_of_a_new_city_have_remarks_in_the_language_that_was_chosen(string language)
    {
        var to = folder.File("config");
        var said = await CommandTree.SaidAsync("init", to, "--tenant", "suzaka", "--domain", "city.example.jp", "--lang", language);
        Assert.StartsWith("0: ", said, StringComparison.Ordinal);
        var remarks = System
            .IO.Directory.EnumerateFiles(to, "*.yaml", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(l => l.Contains("# ", StringComparison.Ordinal) && !l.StartsWith("# yaml", StringComparison.Ordinal))
            .Select(l => l[l.IndexOf("# ", StringComparison.Ordinal)..])
            .ToArray();
        Assert.True(remarks.Length > 20, string.Join('\n', remarks));
        Assert.All(remarks, r => Assert.Equal(language == "ja", r.Any(c => c is >= 'ぁ' and <= 'ヿ')));
        // What is asked next answers in it too.
        var settings = await File.ReadAllTextAsync(Path.Combine(to, "accessgov.json"), TestContext.Current.CancellationToken);
        Assert.Contains($"\"language\": \"{language}\"", settings, StringComparison.Ordinal);
        var texts = new UiTexts("ja");
        for (var n = 1; texts.Find($"Init.Remark.{n}") is { } remark; n++)
            Assert.Equal(language == "ja", remarks.Contains("# " + remark));
    }
}

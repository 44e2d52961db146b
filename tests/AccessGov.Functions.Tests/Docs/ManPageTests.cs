using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Manual;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>The manual page says what the help says, and shows what a reader can type.</summary>
public sealed partial class ManPageTests : IDisposable
{
    private const string Groff = "/usr/bin/groff";

    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ja", "名前", "コマンド")]
    [InlineData("en", "NAME", "COMMANDS")]
    public async Task Every_command_and_option_is_on_the_page(string language, string name, string commands)
    {
        var page = await PageAsync(language);
        Assert.Contains($"\n.SH {name}\naccessgov \\- ", page, StringComparison.Ordinal);
        var (parts, texts) = (page[page.IndexOf($"\n.SH {commands}\n", StringComparison.Ordinal)..].Split("\n.SS "), new UiTexts(language));
        var all = CommandTree.All().ToArray();
        Assert.Equal(all.Select(c => Roff.Inline(c.Path)), parts.Skip(1).Select(p => p.Split('\n')[0]));
        foreach (var (command, part) in all.Zip(parts.Skip(1)))
        {
            Assert.Contains(Roff.Line(texts[$"Help.{command.Path.Replace(' ', '.')}"].Split('\n')[0]), part, StringComparison.Ordinal);
            Assert.All(command.Options, o => Assert.Contains($"\n.TP\n{Roff.Bold(o.Name)}", part, StringComparison.Ordinal));
            var named = command.Arguments.Select(a => Roff.Italic(CommandNode.NameOf(a.Name, texts)));
            Assert.All(named, a => Assert.Contains($"\n.TP\n{a}", part, StringComparison.Ordinal));
        }
        Assert.Contains(typeof(CommandLine).Assembly.GetName().Version!.ToString(3), page, StringComparison.Ordinal);
        Assert.All(page.Split('\n'), l => Assert.Matches(KnownLine(), l));
    }

    /// <summary>A page without a day does not say how old it is; that of a released version is the day of the release.</summary>
    [Fact]
    public async Task The_page_has_a_day()
    {
        var day = TitleDay().Match(await PageAsync("ja"));
        Assert.True(day.Success);
        var released = File.ReadLines(Sample.InRepository("CHANGELOG.md"))
            .First(l => l.StartsWith("## [", StringComparison.Ordinal))
            .Split(" - ")[1];
        if (DateOnly.TryParseExact(released, "yyyy-MM-dd", out var on))
            Assert.Equal($"{on:yyyy-MM-dd}", day.Groups[1].Value.Replace(@"\-", "-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Groff_has_nothing_to_complain_of(string language)
    {
        Assert.SkipUnless(File.Exists(Groff), "There is no groff here.");
        await File.WriteAllTextAsync(folder.File("accessgov.1"), await PageAsync(language), Ct);
        using var groff = RunningProgram.Start(
            Groff,
            ["-man", "-Tutf8", "-Kutf8", "-P-cbou", "-ww", "-rLL=100n", folder.File("accessgov.1")],
            new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" }
        );
        Assert.Equal(0, await groff.EndAsync(Ct));
        Assert.DoesNotContain("accessgov.1:", groff.Text, StringComparison.Ordinal);
        var shown = groff.Text.Replace('\u2212', '-');
        var import = language == "ja" ? "hr import ファイル --source 任命権者 [--as-of 日付]" : "hr import FILE --source SOURCE [--as-of DATE]";
        Assert.Contains("accessgov " + import, shown, StringComparison.Ordinal);
        // The columns of the help stay columns.
        Assert.Matches(@"\n +accessgov verify {10,}\S", shown);
        Assert.Contains(language == "ja" ? "130 Ctrl-C" : "130 interrupted", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".de x", @"\&.de x")]
    [InlineData("'br", @"\(aqbr")]
    [InlineData(" .TH", @"\& .TH")]
    [InlineData(@"a\fBb", @"a\efBb")]
    [InlineData("--as-of", @"\-\-as\-of")]
    [InlineData("\"~^`", @"\(dq\(ti\(ha\(ga")]
    [InlineData("鍵。", "鍵。")]
    public void No_text_is_taken_for_a_request(string text, string written)
    {
        Assert.Equal(written, Roff.Line(text));
        var odd = new CommandNode("x", "x", $"a\n{text}", [], [], []);
        var page = ManPage.Of(new CommandNode("", "accessgov", text, [odd], [], []), new UiTexts("en"), "0");
        Assert.Contains($"\na\n{written}\n", page, StringComparison.Ordinal);
        Assert.Contains($".SH DESCRIPTION\n{written}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_every_command_the_version_is_the_version()
    {
        var version = await CommandTree.SaidAsync("--version");
        Assert.Matches(@"^0: \d+\.\d+\.\d+", version);
        foreach (var command in CommandTree.All())
            Assert.Equal(version, await CommandTree.SaidAsync([.. command.Path.Split(' '), "--version"]));
    }

    private static async Task<string> PageAsync(string language)
    {
        var said = await CommandTree.SaidAsync("man", "--lang", language);
        Assert.StartsWith("0: .TH ACCESSGOV 1 ", said, StringComparison.Ordinal);
        return said["0: ".Length..];
    }

    [GeneratedRegex(@"^\.TH ACCESSGOV 1 ""(\d{4}\\-\d{2}\\-\d{2})"" ")]
    private static partial Regex TitleDay();

    // Our own requests, or text.
    [GeneratedRegex(@"^(\.(TH|SH|SS) .+|\.(TP|PP|IP|nf|fi|ad l|if .n\(\.g \.mso ja\.tmac)|[^.'].*|)$")]
    private static partial Regex KnownLine();
}

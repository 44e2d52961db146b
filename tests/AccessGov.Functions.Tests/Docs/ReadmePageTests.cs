using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>What stands at the top of the repository says what the program and its build are.</summary>
public sealed partial class ReadmePageTests
{
    private static readonly string Props = Sample.InRepository("Directory.Build.props");

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ja.md")]
    public async Task Every_command_has_a_row(string path)
    {
        await using var help = new StringWriter();
        var host = new CliHost(help, TextWriter.Null, TimeProvider.System);
        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["--help"], host, TestContext.Current.CancellationToken));
        // Commands are the last part of the help.
        var lines = help.ToString().Split('\n');
        var heading = Array.FindLastIndex(lines, l => l.Length > 0 && !char.IsWhiteSpace(l[0]));
        var names = lines[(heading + 1)..].Select(l => CommandName().Match(l).Groups[1].Value).Where(n => n.Length > 0).ToArray();
        Assert.True(names.Length > 25, string.Join(' ', names));
        var rows = File.ReadLines(Sample.InRepository(path)).Where(l => l.StartsWith("| `accessgov ", StringComparison.Ordinal));
        var named = rows.SelectMany(r => Ticked().Matches(r.Split(" | ")[0]).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.Empty(names.Except(named));
    }

    /// <summary>A page that is on no list is read by nobody. Where there is a Japanese one, the Japanese list names that.</summary>
    [Fact]
    public void Every_page_is_on_the_lists_of_both()
    {
        var english = Pages("docs");
        var japanese = Pages("docs/ja");
        Assert.True(english.Length > 10 && japanese.Length > 5);
        Assert.Empty(english.Concat(japanese).Except(Listed("README.md")));
        var sisters = japanese.Select(p => p.Replace("docs/ja/", "docs/", StringComparison.Ordinal));
        Assert.Empty(japanese.Concat(english.Except(sisters)).Except(Listed("README.ja.md")));

        static string[] Pages(string folder) =>
            [.. System.IO.Directory.EnumerateFiles(Sample.InRepository(folder), "*.md").Select(f => $"{folder}/{Path.GetFileName(f)}")];

        // The last section is the list.
        static HashSet<string> Listed(string readme) =>
            [
                .. PageLink()
                    .Matches(File.ReadAllText(Sample.InRepository(readme)).Split("\n## ")[^1])
                    .Select(m => m.Groups[1].Value),
            ];
    }

    [Fact]
    public void The_newest_section_of_the_changelog_is_the_version_that_is_built()
    {
        var version = XDocument.Load(Props).Descendants("Version").Single().Value;
        var newest = File.ReadLines(Sample.InRepository("CHANGELOG.md")).First(l => l.StartsWith("## [", StringComparison.Ordinal));
        Assert.StartsWith($"## [{version}] - ", newest, StringComparison.Ordinal);
        // Until a municipality works with reviews and keys (CHANGELOG.md).
        Assert.StartsWith("0.", version, StringComparison.Ordinal);
        Assert.Equal(version, typeof(CommandLine).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public void The_container_for_development_has_the_SDK_that_is_asked_for()
    {
        using var container = JsonDocument.Parse(File.ReadAllText(Sample.InRepository(".devcontainer/devcontainer.json")));
        using var asked = JsonDocument.Parse(File.ReadAllText(Sample.InRepository("global.json")));
        Assert.Equal(
            asked.RootElement.GetProperty("sdk").GetProperty("version").GetString(),
            container
                .RootElement.GetProperty("features")
                .GetProperty("ghcr.io/devcontainers/features/dotnet:2")
                .GetProperty("version")
                .GetString()
        );
    }

    /// <summary>A file that is carried along is named, and what is named is there.</summary>
    [Fact]
    public void Every_path_of_the_notice_exists()
    {
        var paths = NoticedPath().Matches(File.ReadAllText(Sample.InRepository("NOTICE"))).Select(m => m.Groups[1].Value).ToArray();
        Assert.True(paths.Length > 8);
        Assert.All(
            paths,
            path => Assert.True(File.Exists(Sample.InRepository(path)) || System.IO.Directory.Exists(Sample.InRepository(path)), path)
        );
    }

    [GeneratedRegex(@"\]\((docs/[^)#]+\.md)\)")]
    private static partial Regex PageLink();

    [GeneratedRegex("^  ([a-z][a-z-]+)")]
    private static partial Regex CommandName();

    [GeneratedRegex("`(?:accessgov )?([a-z][a-z-]+)[^`]*`")]
    private static partial Regex Ticked();

    [GeneratedRegex("^  ([a-z]+/\\S+)", RegexOptions.Multiline)]
    private static partial Regex NoticedPath();
}

using System.Text.RegularExpressions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>
/// docs/ja says what docs says: the same headings, rows, commands and names. Whether the sentences say the same, no test can tell
/// (CONTRIBUTING.md).
/// </summary>
public sealed partial class JapanesePageTests
{
    public static TheoryData<string> Names { get; } =
        new(
            "active-directory.md",
            "air-gapped.md",
            "audit.md",
            "hr-import.md",
            "installation.md",
            "nodes.md",
            "operations.md",
            "policy.md"
        );

    /// <summary>What has no sister: the walk is told by its story, which the English command line lives through too.</summary>
    private static readonly string[] Alone = ["walkthrough.md"];

    [Fact]
    public void What_operators_and_auditors_read_is_there_in_Japanese() =>
        Assert.Equal(Names.Select(n => n.Data).Concat(Alone), Pages("docs/ja").Select(p => p["docs/ja/".Length..]));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_Japanese_page_has_the_headings_rows_and_commands_of_the_English_one(string name)
    {
        var (english, japanese) = (MarkdownPage.Read($"docs/{name}"), MarkdownPage.Read($"docs/ja/{name}"));
        foreach (var (en, ja) in english.Sections.Zip(japanese.Sections))
        {
            var at = $"{name}: '{en.Heading}' and '{ja.Heading}'";
            Assert.True(en.Level == ja.Level, $"{at} have other levels.");
            Assert.True(
                Ticked().Matches(en.Heading).Select(m => m.Value).SequenceEqual(Ticked().Matches(ja.Heading).Select(m => m.Value)),
                $"{at} name other things."
            );
            Assert.True(en.Rows == ja.Rows, $"{at} have {en.Rows} and {ja.Rows} rows.");
            var (inEnglish, inJapanese) = (en.Words.Select(MarkdownPage.InJapanese), ja.Words.Select(MarkdownPage.InJapanese));
            var differing = inEnglish.Except(inJapanese).Concat(inJapanese.Except(inEnglish)).ToArray();
            Assert.True(differing.Length == 0, $"{at}: only one of them has {string.Join(", ", differing)}.");
            foreach (var (one, other) in en.Code.Zip(ja.Code))
                Assert.True(MarkdownPage.InJapanese(one) == MarkdownPage.InJapanese(other), $"{at}:\n{one}\n{other}");
            Assert.True(en.Code.Count == ja.Code.Count, $"{at} have {en.Code.Count} and {ja.Code.Count} lines of code.");
        }
        Assert.Equal(english.Sections.Count, japanese.Sections.Count);
    }

    [Fact]
    public void Every_link_of_every_page_leads_to_a_file_and_a_heading_that_exist()
    {
        string[] paths = ["README.md", "README.ja.md", "CONTRIBUTING.md", "infra/README.md", .. Pages("docs"), .. Pages("docs/ja")];
        paths = [.. paths, .. Pages("docs/decisions"), .. Pages("").Except(paths)];
        var dead = new List<string>();
        var followed = 0;
        foreach (var (path, link) in paths.SelectMany(p => MarkdownPage.Read(p).Links.Select(l => (p, l))))
        {
            if (link.StartsWith("https:", StringComparison.Ordinal))
                continue;
            followed++;
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? path : Path.Join(Path.GetDirectoryName(path), parts[0]);
            if (!File.Exists(Sample.InRepository(target)) && !System.IO.Directory.Exists(Sample.InRepository(target)))
                dead.Add($"{path}: {link} is not there.");
            else if (parts.Length > 1 && !MarkdownPage.Read(target).Anchors().Contains(Uri.UnescapeDataString(parts[1])))
                dead.Add($"{path}: {link} has no such heading.");
        }
        Assert.True(dead.Count == 0, string.Join('\n', dead));
        Assert.True(followed > 150, $"{followed} links.");
    }

    private static IEnumerable<string> Pages(string folder) =>
        System
            .IO.Directory.EnumerateFiles(Sample.InRepository(folder), "*.md")
            .Select(f => Path.Join(folder, Path.GetFileName(f)))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Ticked();
}

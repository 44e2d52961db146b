using System.Text.RegularExpressions;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Policy;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

/// <summary>Everything that policy, profiles, settings and deliveries can be blamed for is said in Japanese, and in English.</summary>
public sealed partial class YamlTextsTests
{
    private static readonly string[] Rooms =
    [
        "Yaml",
        "Policy",
        "Settings",
        "Composition",
        "Personnel/Reading",
        "Personnel/Reading/Dates",
        "Personnel/Reading/Notices",
        "Personnel/Reading/Profiles",
        "Personnel/Reading/Rows",
        "Personnel/Reading/Tables",
        "Personnel/Reading/Text",
        "Personnel/Reading/Workbooks",
        "Personnel/Reading/Suggesting",
    ];

    [Fact]
    public void Every_sentence_of_these_rooms_is_said_in_both_languages()
    {
        var keys = Rooms
            .SelectMany(room => System.IO.Directory.EnumerateFiles(Sample.InRepository($"functions/AccessGov.App/{room}"), "*.cs"))
            .SelectMany(file => Keys().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToArray();
        Assert.True(keys.Length > 250, $"Only {keys.Length} were found: has the way to write a wording changed?");
        foreach (var key in keys.Except(["Yaml.error", "Yaml.near-known", "Settings.at", "Table.and", "Date.digits-of-day"]))
            Assert.NotEqual(
                Wording.Of(key, "1", "2", "3", "4", "5", "6").InEnglish(),
                Wording.Of(key, "1", "2", "3", "4", "5", "6").InJapanese()
            );
    }

    [Fact]
    public void Every_kind_of_mapping_and_of_name_has_a_name_in_both_languages()
    {
        var kinds = KeySets
            .All.Select(k => k.Name)
            .Concat(["profile", "columns", "words", "organ"])
            .Concat(Registries().Matches(Source()).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToArray();
        Assert.True(kinds.Length > 24);
        Assert.All(kinds, kind => Assert.NotEmpty(KeySet.NameOf(kind).InEnglish()));

        static string Source() =>
            string.Concat(
                System.IO.Directory.EnumerateFiles(Sample.InRepository("functions/AccessGov.App/Policy"), "*.cs").Select(File.ReadAllText)
            );
    }

    /// <summary>A complaint in these rooms has a key; a sentence in one language would have a space between words.</summary>
    [Fact]
    public void No_complaint_of_these_rooms_is_written_in_the_code()
    {
        var sentences = Rooms
            .Take(4)
            .SelectMany(room => System.IO.Directory.EnumerateFiles(Sample.InRepository($"functions/AccessGov.App/{room}"), "*.cs"))
            .SelectMany(file => File.ReadLines(file).Where(line => !Spared().IsMatch(line)).Select(line => (file, line)))
            .Where(l => Sentence().IsMatch(l.line))
            .Select(l => $"{Path.GetFileName(l.file)}: {l.line.Trim()}")
            .ToArray();
        Assert.True(sentences.Length == 0, string.Join('\n', sentences));
    }

    [Theory]
    [InlineData("title: \"a", "引用符が閉じていない")]
    [InlineData("title: [a", "括弧")]
    [InlineData("a: 1\n  b: 2", "「: 」")]
    [InlineData("a: 1\nb", "「: 」が見つかりません")]
    [InlineData("a: @b", "記号で始まっています")]
    public void What_the_parser_says_in_English_is_hinted_at_in_Japanese(string yaml, string hint) =>
        Assert.Contains(hint, Assert.Single(Sample.ErrorsOf(yaml)).What.InJapanese(), StringComparison.Ordinal);

    [Theory]
    [InlineData("第6")]
    [InlineData("第6(3)②")]
    [InlineData("第4第2項(1)")]
    [InlineData("第9但書")]
    [InlineData("第12条")]
    [InlineData("第12条の2")]
    [InlineData("第8条第2項")]
    [InlineData("第6条第3項第1号")]
    [InlineData("第6条第1号ただし書")]
    [InlineData("附則第2項")]
    [InlineData("別表第2")]
    [InlineData("別表第2の3")]
    [InlineData("別表")]
    [InlineData("様式第1号")]
    [InlineData("別記様式第2号")]
    [InlineData("第八条第二項")]
    [InlineData("第十二条")]
    [InlineData("第百二十三条の二")]
    [InlineData("第二〇条")]
    [InlineData("別表第二")]
    [InlineData("第6条第3項第1号ア")]
    [InlineData("第六条第三項第一号イ(ア)")]
    [InlineData("別表第2（第8条関係）")]
    [InlineData("別表第二（第八条第一項、第九条関係）")]
    [InlineData("様式第1号(第5条関係)")]
    public void An_article_is_written_as_by_laws_print_it(string article)
    {
        var text = SmallCity.Text.Replace("第6(6)", article, StringComparison.Ordinal);
        Assert.Equal(article, Assert.IsType<PolicyRead.Read>(Sample.Read(text)).Policy.AccountArticle.Number);
    }

    /// <summary>By-laws are printed with digits of full width too; an article has one spelling wherever it is cited.</summary>
    [Theory]
    [InlineData("第１２条", "第12条")]
    [InlineData("第８条の２第１項", "第8条の2第1項")]
    [InlineData("第６（９）①", "第6(9)①")]
    [InlineData("別表第２（第１１条関係）", "別表第2（第11条関係）")]
    public void Digits_of_full_width_are_the_same_article(string printed, string article)
    {
        var text = SmallCity
            .Text.Replace("number: 第6(6)", $"number: {article}", StringComparison.Ordinal)
            .Replace("article: 第6(6)", $"article: {printed}", StringComparison.Ordinal);
        var read = Assert.IsType<PolicyRead.Read>(Sample.Read(text));
        Assert.Equal(article, read.Policy.AccountArticle.Number);
        Assert.Contains(read.Policy.Entitlements, e => e.Article.Number == article);
    }

    [Theory]
    [InlineData("12条")]
    [InlineData("第十十条")]
    [InlineData("第百百条")]
    [InlineData("第〇条")]
    [InlineData("第8条ア")]
    [InlineData("別表第2（関係）")]
    [InlineData("第12条 第2項")]
    [InlineData("第0条")]
    [InlineData("第12条第2号第3項")]
    [InlineData("別表2")]
    [InlineData("第12条、第13条")]
    [InlineData("Article 12")]
    public void What_is_no_article_is_refused_with_examples(string article)
    {
        var errors = Sample.ErrorsOf(SmallCity.With("account-article: 第6(6)", $"account-article: {article}"));
        Assert.Contains("第12条, 第8条第2項", Assert.Single(errors).Remedy.InJapanese(), StringComparison.Ordinal);
    }

    [GeneratedRegex("""Wording\.Of\(\s*"([^"]+)""")]
    private static partial Regex Keys();

    [GeneratedRegex("""new Registry\("([^"]+)""")]
    private static partial Regex Registries();

    // Summaries, exceptions for programmers, what the parser itself says, regular expressions.
    [GeneratedRegex("""^\s*(//|///)|Exception\(|GeneratedRegex|^\s*\("|openssl""")]
    private static partial Regex Spared();

    [GeneratedRegex(@"(?<=[(, $?:=]|^)""[^"",]*[A-Za-z']+ [A-Za-z']+ [A-Za-z']+[^"",]*""")]
    private static partial Regex Sentence();
}

using System.Text.RegularExpressions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>One thing has one word, on screens, in mails and on the pages that explain them.</summary>
public sealed partial class WordTests
{
    // What the word is of, for whoever has never held one; and where a heading says it, its anchor.
    private const string Explained = "鍵（FIDO2セキュリティキー）",
        Anchor = "#鍵fido2セキュリティキー";

    public static TheoryData<string> Pages =>
        [
            "README.ja.md",
            "functions/AccessGov.App/Texts/UiTexts.resx",
            "functions/AccessGov.App/Audit/AuditReadMe.cs",
            .. System
                .IO.Directory.EnumerateFiles(Sample.InRepository("docs/ja"), "*.md")
                .Select(f => Path.Join("docs/ja", Path.GetFileName(f))),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_people_sign_in_with_and_a_signed_head_have_one_word_each(string page)
    {
        var text = File.ReadAllText(Sample.InRepository(page));
        Assert.True(text.Split(Explained).Length <= 2, $"{page} explains the word more than once.");
        var rest = text.Replace(Explained, "", StringComparison.Ordinal).Replace(Anchor, "", StringComparison.Ordinal);
        Assert.Empty(OtherWords().Matches(rest).Select(m => rest[Math.Max(0, m.Index - 10)..Math.Min(rest.Length, m.Index + 10)]));
    }

    // Keyboards, Microsoft's パスキー, アクセスキー and キー コンテナー, YAML's マージキー and every スキーマ are other things.
    [GeneratedRegex("(?<!ス|パス|アクセス|マージ)キー(?!ボード|操作| ?コンテナー)|検証点")]
    private static partial Regex OtherWords();
}

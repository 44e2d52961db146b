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

    /// <summary>
    /// Whoever delivers personnel facts is a 任命権者, a row that cannot be used is 使えない行, the state behind 運用開始 is 運用中, and who is kept
    /// out by <c>accessgov hold</c> is in 利用停止: 保留 is what becomes of rows at import, and of rights behind a closed gate.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Personnel_going_live_and_who_is_kept_out_have_one_word_each(string page)
    {
        var text = File.ReadAllText(Sample.InRepository(page));
        Assert.Empty(FormerWords().Matches(text).Select(m => text[Math.Max(0, m.Index - 10)..Math.Min(text.Length, m.Index + 10)]));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_people_sign_in_with_and_a_signed_head_have_one_word_each(string page)
    {
        var text = File.ReadAllText(Sample.InRepository(page));
        Assert.True(text.Split(Explained).Length <= 2, $"{page} explains the word more than once.");
        var rest = text.Replace(Explained, "", StringComparison.Ordinal).Replace(Anchor, "", StringComparison.Ordinal);
        Assert.Empty(OtherWords().Matches(rest).Select(m => rest[Math.Max(0, m.Index - 10)..Math.Min(rest.Length, m.Index + 10)]));
    }

    [GeneratedRegex("連携元|除外行|使わない行|本稼働|ホールド|保留中の(?:人|職員|ため)|保留を解除|保留の解除|保留にし|保留でない")]
    private static partial Regex FormerWords();

    // Keyboards, Microsoft's パスキー, アクセスキー and キー コンテナー, YAML's マージキー and every スキーマ are other things.
    [GeneratedRegex("(?<!ス|パス|アクセス|マージ)キー(?!ボード|操作| ?コンテナー)|検証点")]
    private static partial Regex OtherWords();
}

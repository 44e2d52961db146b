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

    /// <summary>
    /// 規程 is what the city enacted, ポリシー設定 our file that carries it out, 証人方針 the file that names witnesses. A key is lent (貸出), what
    /// belongs to nobody's account in Entra has a number (番号) and no ID, and prose joins with または.
    /// </summary>
    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("functions/AccessGov.App/Audit/record.py")]
    public void One_thing_has_one_word(string page)
    {
        var text = File.ReadAllText(Sample.InRepository(page));
        Assert.Empty(SecondWords().Matches(text).Select(m => text[Math.Max(0, m.Index - 10)..Math.Min(text.Length, m.Index + 10)]));
    }

    [Theory]
    [InlineData("規程により停止します")]
    [InlineData("市の方針を直してください")]
    [InlineData("操作者の一覧")]
    [InlineData("探す語")]
    [InlineData("鍵の貸与")]
    [InlineData("氏名又は職員番号")]
    [InlineData("計画の ID の先頭")]
    [InlineData("人事データ")]
    public void The_other_word_is_found(string text) => Assert.Matches(SecondWords(), text);

    /// <summary>What stands behind a command is named in Japanese, as the help names it.</summary>
    [Fact]
    public void No_Japanese_example_has_an_English_place_to_fill()
    {
        var commands = CommandTree.All().Select(c => c.Name).Append("accessgov").ToHashSet();
        var found = new List<string>();
        foreach (var page in Pages.Select(p => p.Data))
            if (page.EndsWith(".md", StringComparison.Ordinal))
                found.AddRange(
                    MarkdownPage
                        .Read(page)
                        .Sections.SelectMany(s => s.Words.Concat(s.Code))
                        .Where(w => w.Contains("accessgov ", StringComparison.Ordinal) || commands.Contains(w.Split(' ')[0]))
                        .Where(w => MarkdownPage.InJapanese(w) != w)
                        .Select(w => $"{page}: {w}")
                );
            else
                found.AddRange(
                    Told()
                        .Matches(File.ReadAllText(Sample.InRepository(page)))
                        .Select(m => m.Value)
                        .Where(w => MarkdownPage.InJapanese(w) != w)
                );
        Assert.Empty(found);
        Assert.Equal("accessgov show 計画 --csv ファイル", MarkdownPage.InJapanese("accessgov show PLAN --csv FILE"));
    }

    /// <summary>Sentences end politely; what only names something may end in a noun, but not in a plain verb beside a polite one.</summary>
    [Fact]
    public void A_text_does_not_change_its_tone()
    {
        var texts = System
            .Xml.Linq.XDocument.Load(Sample.InRepository("functions/AccessGov.App/Texts/UiTexts.resx"))
            .Root!.Elements("data")
            // The overview of all commands is a list of labels.
            .Where(d => d.Attribute("name")!.Value != "Help")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);
        Assert.Empty(
            texts
                .Select(t => (t.Key, Sentences: t.Value.Split('。').Select(s => Aside().Replace(s.Trim(), "")).ToArray()))
                .Where(t => t.Sentences.Any(Polite().IsMatch) || t.Key.StartsWith("Finding.", StringComparison.Ordinal))
                .Where(t => t.Sentences.Any(s => Plain().IsMatch(s) && !Polite().IsMatch(s)))
                .Select(t => $"{t.Key}: {texts[t.Key]}")
        );
    }

    [GeneratedRegex("""accessgov [^\n<「」）]*""")]
    private static partial Regex Told();

    // The last brackets.
    [GeneratedRegex("（[^（）]*）$")]
    private static partial Regex Aside();

    [GeneratedRegex("(です|ます|ません|ました|でした|ください)$")]
    private static partial Regex Polite();

    [GeneratedRegex("(?:な|い|あ|れ|す|き|え|め|け|せ|が)(?:い|る)$|[っん][ただ]$|(?<!ま|せ)した$|(?<=読|無|有|異|違|触)[むいるれ]$")]
    private static partial Regex Plain();

    [GeneratedRegex(
        """
        # The by-law is cited by its articles, its title and where it is in force.
        (?<!文書管理)規程(?!）の名称|に書かれ|が適用され|の条文)
        | (?<!基本|証人)方針
        | 操作者の一覧 | 探す語 | 貸与 | 人事?データ | 又は
        | (?:計画|指摘|申請|鍵台帳|登録票)の\ ?ID | 職員\ ?ID | --source\ ID | (?:retry|take|close)\ ID
        """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex SecondWords();

    [GeneratedRegex("連携元|除外行|使わない行|本稼働|ホールド|保留中の(?:人|職員|ため)|保留を解除|保留の解除|保留にし|保留でない")]
    private static partial Regex FormerWords();

    // Keyboards, Microsoft's パスキー, アクセスキー and キー コンテナー, YAML's マージキー and every スキーマ are other things.
    [GeneratedRegex("(?<!ス|パス|アクセス|マージ)キー(?!ボード|操作| ?コンテナー)|検証点")]
    private static partial Regex OtherWords();
}

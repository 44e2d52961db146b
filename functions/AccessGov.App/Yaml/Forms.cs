using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>Forms of names, as the Core types document them; the JSON Schema repeats them.</summary>
internal static partial class Forms
{
    public static readonly Wording AnyText = Wording.Of("Form.text"),
        Name64 = Wording.Of("Form.name-64"),
        Name32 = Wording.Of("Form.name-32"),
        OrgCode = Wording.Of("Form.org-code"),
        Suffix = Wording.Of("Form.suffix"),
        Upn = Wording.Of("Form.upn"),
        Mail = Wording.Of("Form.mail"),
        Article = Wording.Of("Form.article", "第12条, 第8条第2項, 第6条第3項第1号ア, 第八条第二項, 別表第2（第8条関係）, 第6(3)①");

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    public static partial Regex IsName64();

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z")]
    public static partial Regex IsName32();

    [GeneratedRegex(@"\A[0-9A-Za-z-]{1,32}\z")]
    public static partial Regex IsOrgCode();

    [GeneratedRegex(@"\A@[a-z0-9-]+(\.[a-z0-9-]+)+\z")]
    public static partial Regex IsSuffix();

    [GeneratedRegex(@"\A[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    public static partial Regex IsUpn();

    [GeneratedRegex(@"\A[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    public static partial Regex IsMail();

    /// <summary>One spelling of an article: digits of half width, and brackets around them too.</summary>
    public static string OneSpelling(string article) =>
        InBrackets().Replace(string.Concat(article.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)), "($1)");

    [GeneratedRegex("[(（]([0-9]{1,2})[)）]")]
    private static partial Regex InBrackets();

    // As 規程 and 要綱 print them: 第12条の2第3項第1号ただし書 · 第6条第3項第1号ア · 附則第2項 · 別表第2（第8条関係） · 様式第1号, the vertical ones
    // with kanji: 第八条第二項; and as 基本方針 do: 第6 · 第4第2項(1) · 第6(3)①. Digits of either width.
    [GeneratedRegex(ArticleForm, RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex IsArticle();

    // 1 to 99, 1 to 999: also 十二, 一二 and 二〇.
    private const string Kanji = "[一二三四五六七八九]",
        To99 = "([1-9１-９][0-9０-９]?|" + Kanji + "[〇一二三四五六七八九]?|[二三四五六七八九]?十" + Kanji + "?)",
        To999 =
            "([1-9１-９][0-9０-９]{0,2}|"
            + Kanji
            + "[〇一二三四五六七八九]{0,2}|[二三四五六七八九]?十"
            + Kanji
            + "?|[二三四五六七八九]?百([二三四五六七八九]?十)?"
            + Kanji
            + "?)";

    // 第1号ア, 第一号イ, 第1号ア(ア).
    private const string Letter = "[アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン]",
        Items = "(第" + To99 + "号(" + Letter + @"([(（]" + Letter + "[)）])?)?)?";

    // Of a table or a form: what it belongs to.
    private const string Related =
        @"([(（]第" + To999 + "条(の" + To99 + "){0,2}(第" + To99 + "項)?" + Items
        + "((、|,|・|及び|から|―|~|～|〜)第" + To999 + "条(の" + To99 + "){0,2}(第" + To99 + "項)?" + Items + ")*(まで)?関係[)）])?";

    private const string ArticleForm = $$"""
        \A(
            (附則)?第{{To999}}(条(の{{To99}}){0,2})? # 第12条の2, 附則第1条, 第6
                (第{{To99}}項)?
                {{Items}}
                ([(（][1-9１-９][0-9０-９]?[)）])?
                [①-⑳]?
          | 附則(第{{To99}}項(第{{To99}}号)?)? # 附則, 附則第2項
          | 別表(第{{To99}}(の{{To99}})?)?(第{{To99}}項|{{Items}}|[(（][1-9１-９][0-9０-９]?[)）])?{{Related}} # 別表, 別表第2, 別表第2(3)
          | (別記)?様式(第{{To99}}号(の{{To99}})?)?{{Related}} # 様式第1号, 別記様式第2号の2
        )(本文|前段|後段|但書|ただし書)?\z
        """;
}

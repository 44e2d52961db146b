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
        Article = Wording.Of("Form.article", "第12条, 第8条第2項, 第6条第3項第1号, 別表第2, 第6(3)①");

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

    // As 規程 and 要綱 print them: 第12条の2第3項第1号ただし書 · 附則第2項 · 別表第2 · 様式第1号, and as 基本方針 do: 第6 · 第4第2項(1) · 第6(3)①.
    [GeneratedRegex(
        """
            \A(
                (附則)?第[1-9][0-9]{0,2}(条(の[1-9][0-9]?){0,2})? # 第12条の2, 附則第1条, 第6
                    (第[1-9][0-9]?項)?
                    (第[1-9][0-9]?号)?
                    (\([1-9][0-9]?\))?
                    [①-⑳]?
              | 附則(第[1-9][0-9]?項(第[1-9][0-9]?号)?)? # 附則, 附則第2項
              | 別表(第[1-9][0-9]?(の[1-9][0-9]?)?)?(第[1-9][0-9]?項|第[1-9][0-9]?号|\([1-9][0-9]?\))? # 別表, 別表第2, 別表第2(3)
              | (別記)?様式(第[1-9][0-9]?号(の[1-9][0-9]?)?)? # 様式第1号, 別記様式第2号の2
            )(本文|前段|後段|但書|ただし書)?\z
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    public static partial Regex IsArticle();
}

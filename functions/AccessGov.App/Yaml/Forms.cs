using System.Text.RegularExpressions;

namespace AccessGov.App.Yaml;

/// <summary>Forms of names, as the Core types document them; the JSON Schema repeats them.</summary>
internal static partial class Forms
{
    public const string Name64 = "1 to 64 characters of a-z, 0-9 and '-'";
    public const string Name32 = "1 to 32 characters of a-z, 0-9 and '-'";
    public const string OrgCode = "the code in quotes: 1 to 32 characters of 0-9, A-Z, a-z and '-'";
    public const string Suffix = "'@' and a domain in quotes, e.g. \"@city.example.jp\"";
    public const string Upn = "a user principal name, e.g. breakglass-1@city.example.jp";
    public const string Article = "an article as printed, with half-width digits and brackets, e.g. 第6(3)①";

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

    // 第6 · 第4第2項(1) · 第6(3)① · 第9但書
    [GeneratedRegex(@"\A第[1-9][0-9]{0,2}(第[1-9][0-9]?項)?(\([1-9][0-9]?\))?[①-⑳]?(但書)?\z")]
    public static partial Regex IsArticle();
}

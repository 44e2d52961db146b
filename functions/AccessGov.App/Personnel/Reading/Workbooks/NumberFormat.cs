using System.Text.RegularExpressions;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>Formats of numbers: which of them show a day.</summary>
internal static partial class NumberFormat
{
    /// <summary>
    /// True for the formats without a code that show a day (ECMA-376 Part 1, 18.8.30): 14 to 17 and 22, and of those of Japanese, Chinese
    /// and Korean Excel 27 to 36 and 50 to 58, of which 32 and 33 are times.
    /// </summary>
    public static bool IsDay(int id) => id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 58);

    /// <summary>True for a code with a day, a month, a year or an era in it; a time alone is none.</summary>
    /// <param name="code">Such as <c>[$-411]ggge"年"m"月"d"日";@</c>.</param>
    public static bool IsDay(string code)
    {
        // What a positive number is shown by; quoted and escaped characters, fillers, colours, conditions, locales are no letters of it.
        var letters = Literal().Replace(code, "").Split(';')[0].ToUpperInvariant();
        if (letters.Contains("GENERAL", StringComparison.Ordinal))
            return false;
        letters = Exponent().Replace(letters, "");
        return letters.AsSpan().ContainsAny("YDGER")
            || (letters.Contains('M', StringComparison.Ordinal) && !letters.AsSpan().ContainsAny("HS:"));
    }

    [GeneratedRegex("\"[^\"]*\"?|\\\\.|_.|\\*.|\\[[^\\]]*\\]?")]
    private static partial Regex Literal();

    [GeneratedRegex("E[+-]")]
    private static partial Regex Exponent();
}

using System.Buffers;
using System.Text;

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>
/// What names and codes hold when something happened to them before the file was written: characters that nobody sees, substitutes for
/// those that a system did not know, and what a spreadsheet takes for a formula or made of one.
/// </summary>
internal static class OddText
{
    // Wide as nothing, and without any meaning in a Japanese name or a code: soft hyphen, grapheme joiner, Hangul and Khmer fillers, zero
    // width spaces and joiners, invisible operators, blank Braille, byte order mark. What moves the writing is not among them.
    private const string Invisible =
        "\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B\u200C\u200D\u2060\u2061\u2062\u2063\u2064\u2800\u3164\uFEFF\uFFA0";

    // 〓 stands for a character that a system cannot show; question marks for those that a conversion lost.
    private const char Geta = '\u3013',
        Question = '?',
        WideQuestion = '\uFF1F';

    private static readonly SearchValues<char> Unseen = SearchValues.Create(Invisible);
    private static readonly SearchValues<char> Odd = SearchValues.Create(Invisible + Geta + Question + WideQuestion);

    /// <summary>False when surely nothing is to be said of a text.</summary>
    public static bool MayBe(ReadOnlySpan<char> text) =>
        !text.IsEmpty && (text[0] == '#' || IsFormulaSign(text[0]) || text.ContainsAny(Odd));

    /// <summary>What a spreadsheet shows where a formula failed, in whatever case; in a list it is no value.</summary>
    /// <param name="text">A trimmed cell.</param>
    public static bool IsErrorValue(string text) =>
        text is ['#', ..]
        && text.ToUpperInvariant()
            is "#REF!"
                or "#N/A"
                or "#VALUE!"
                or "#NAME?"
                or "#DIV/0!"
                or "#NUM!"
                or "#NULL!"
                or "#SPILL!"
                or "#CALC!"
                or "#FIELD!"
                or "#BLOCKED!"
                or "#CONNECT!"
                or "#BUSY!"
                or "#UNKNOWN!"
                or "#GETTING_DATA";

    /// <summary>True for a text that a spreadsheet takes for a formula when it opens a list with it.</summary>
    public static bool IsFormula(ReadOnlySpan<char> text) => text.Length > 1 && IsFormulaSign(text[0]);

    /// <summary>What stands in the text for characters that were lost; null when nothing does.</summary>
    public static string? LostIn(string text)
    {
        if (text.Contains(Geta, StringComparison.Ordinal))
            return Geta.ToString();
        for (var i = 1; i < text.Length; i++)
            if (IsQuestion(text[i]) && IsQuestion(text[i - 1]))
                return text[(i - 1)..(i + 1)];
        return null;
    }

    /// <summary>The text without the characters that nobody sees.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unseen">Their codes, such as <c>U+200B</c>, each once.</param>
    public static string Seen(string text, out IReadOnlyList<string> unseen)
    {
        unseen = [];
        if (!text.AsSpan().ContainsAny(Unseen))
            return text;
        var seen = new StringBuilder(text.Length);
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var c in text)
            if (Unseen.Contains(c))
                codes.Add($"U+{(int)c:X4}");
            else
                seen.Append(c);
        unseen = [.. codes];
        return seen.ToString().Trim();
    }

    private static bool IsFormulaSign(char c) => c is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static bool IsQuestion(char c) => c is Question or WideQuestion;
}

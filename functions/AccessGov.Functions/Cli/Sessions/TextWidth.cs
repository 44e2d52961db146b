using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>
/// Text as a terminal shows it: a Japanese letter takes two columns. Lines end where Japanese or a space allows it, never within a number,
/// a name of code or a date that fits.
/// </summary>
internal static partial class TextWidth
{
    // East Asian Width W and F (UAX #11), as far as names, signs and pictures go; first and last of each range.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F),
        (0x2329, 0x232A),
        (0x2E80, 0x303E),
        (0x3041, 0x4DBF),
        (0x4E00, 0xA4CF),
        (0xA960, 0xA97C),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x16FE0, 0x18DFF),
        (0x1AFF0, 0x1B2FF),
        (0x1F300, 0x1F64F),
        (0x1F680, 0x1F6FF),
        (0x1F900, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    // 行頭禁則 and 行末禁則.
    private const string NeverFirst = "、。，．・：；！？）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…,.;:!?)]}”";
    private const string NeverLast = "（「『【〈《〔［｛([{“";

    // What a sentence goes on behind, where nothing leads it.
    private const int Step = 2;

    /// <summary>Columns that a text takes.</summary>
    /// <param name="text">One line.</param>
    public static int Of(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
            columns += Of(rune);
        return columns;
    }

    /// <summary>Columns of what cannot be parted without harm: the longest word.</summary>
    /// <param name="text">One line.</param>
    public static int OfLongestWord(string text) => Words(text).Select(w => Of(w.TrimEnd(' '))).DefaultIfEmpty(0).Max();

    /// <summary>The text in lines of at most so many columns. Nothing is left out; a word that is longer than a line is parted.</summary>
    /// <param name="text">One line.</param>
    /// <param name="columns">At least 2.</param>
    public static IReadOnlyList<string> Lines(string text, int columns)
    {
        var (lines, line, taken, isAtSpace) = (new List<string>(), new StringBuilder(), 0, false);
        foreach (var word in Words(text))
        {
            if (taken > 0 && taken + Of(word.TrimEnd(' ')) > columns)
                EndBefore(word);
            foreach (var rune in word.EnumerateRunes())
            {
                // A space at the end of a line is the end of the line.
                if (taken + Of(rune) > columns && rune.Value == ' ')
                {
                    isAtSpace = true;
                    continue;
                }
                if (taken > 0 && taken + Of(rune) > columns)
                    End();
                line.Append(rune);
                taken += Of(rune);
            }
        }
        End();
        return lines;

        // Rather between two words than within one, where that leaves no line nearly empty.
        void EndBefore(string word)
        {
            var whole = line.ToString();
            var space = whole.TrimEnd(' ').LastIndexOf(' ');
            var rest = whole[(space + 1)..];
            if (
                isAtSpace
                || whole[^1] == ' '
                || space < 0
                || Of(whole[..space]) * 5 < columns * 2
                || Of(rest) + Of(word.TrimEnd(' ')) > columns
            )
                rest = "";
            else
                line.Length = space;
            End();
            line.Append(rest);
            taken = Of(rest);
        }

        void End()
        {
            lines.Add(line.ToString().TrimEnd(' '));
            line.Clear();
            (taken, isAtSpace) = (0, false);
        }
    }

    /// <summary>
    /// A sentence in lines of at most so many columns; from the second on they stand under the words of the first, behind its spaces, dash
    /// or number. Nothing is left out.
    /// </summary>
    /// <param name="text">One line.</param>
    /// <param name="columns">Null leaves it one line.</param>
    public static IReadOnlyList<string> Hanging(string text, int? columns)
    {
        if (columns is not { } most || Of(text) <= most)
            return [text];
        var lead = Lead().Match(text).Length;
        var indent = Math.Max(lead, Step);
        var lines = Lines(text[lead..], Math.Max(most - indent, 2));
        return [text[..lead] + lines[0], .. lines.Skip(1).Select(line => new string(' ', indent) + line)];
    }

    private static int Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
        : IsWide(rune) ? 2
        : 1;

    private static bool IsWide(Rune rune)
    {
        if (rune.Value < Wide[0].First)
            return false;
        foreach (var (first, last) in Wide)
            if (rune.Value <= last)
                return rune.Value >= first;
        return false;
    }

    /// <summary>What stays together, each with the spaces behind it.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayPart(last, rune))
            {
                yield return word.ToString();
                word.Clear();
            }
            word.Append(rune);
            // A mark belongs to the letter before it.
            if (Of(rune) > 0)
                before = rune;
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    private static bool MayPart(Rune last, Rune next) =>
        Of(next) > 0
        && next.Value != ' '
        && (last.Value == ' ' || (IsWide(last) || IsWide(next)) && !Has(NeverLast, last) && !Has(NeverFirst, next));

    private static bool Has(string letters, Rune rune) => rune.IsBmp && letters.Contains((char)rune.Value, StringComparison.Ordinal);

    [GeneratedRegex("^ *(?:(?:-|[0-9]{1,2}\\.) )?")]
    private static partial Regex Lead();
}

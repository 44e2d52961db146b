using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AccessGov.Core.Kernel;

/// <summary>
/// Text that others wrote, as a person or a terminal may see it. Control and format characters move the cursor, retitle a window, turn the
/// direction of writing or hide; nobody sees what they stand in. Variation selectors, by which 異体字 are told apart, are marks and stay.
/// </summary>
public static class VisibleText
{
    /// <summary>Longest reason that somebody gives, in characters.</summary>
    public const int LongestReason = 200;

    /// <summary>True for a text that may be a reason: 1 to <see cref="LongestReason"/> characters that can be seen.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsReason([NotNullWhen(true)] string? text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= LongestReason
        && FirstHidden(text) is null
        // What a wrong encoding left of a character.
        && !text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>Refuses what is no reason (<see cref="IsReason"/>).</summary>
    /// <param name="reason">Any text.</param>
    /// <exception cref="ArgumentException">It is none; the text itself is not in the message.</exception>
    public static void ThrowIfNoReason([NotNull] string? reason)
    {
        if (!IsReason(reason))
            throw new ArgumentException($"A reason has 1 to {LongestReason} characters that can be seen.", nameof(reason));
    }

    /// <summary>The first character that a name must not have, as <c>U+202E</c>; null when there is none.</summary>
    /// <param name="text">The text.</param>
    public static string? FirstHidden(string text)
    {
        foreach (var rune in Parts(text))
            if (IsHidden(rune))
                return Code(rune);
        return null;
    }

    /// <summary>The text with every such character as its code, <c>U+202E</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepLines">True for text of ours that has several lines: line ends and tabs stay.</param>
    public static string Of(string text, bool keepLines = false) =>
        Replace(text, rune => keepLines && rune is '\n' or '\r' or '\t' ? null : Code(rune));

    /// <summary>JSON that means the same, with every such character within its texts escaped.</summary>
    /// <param name="json">Well-formed JSON.</param>
    public static string InJson(string json) =>
        Replace(json, rune => rune is '\n' or '\r' or '\t' ? null : string.Concat(Units(rune).Select(u => $"\\u{(int)u:x4}")));

    private static string Replace(string text, Func<int, string?> with)
    {
        if (!Parts(text).Any(IsHidden))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var rune in Parts(text))
            if (IsHidden(rune) && with(rune) is { } code)
                shown.Append(code);
            else
                shown.Append(Units(rune));
        return shown.ToString();
    }

    private static bool IsHidden(int rune) =>
        !Rune.IsValid(rune)
        || Rune.GetUnicodeCategory(new Rune(rune))
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Code(int rune) => $"U+{rune:X4}";

    private static string Units(int rune) => Rune.IsValid(rune) ? new Rune(rune).ToString() : ((char)rune).ToString();

    /// <summary>Characters by their numbers; half a surrogate pair as its own.</summary>
    private static IEnumerable<int> Parts(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                yield return char.ConvertToUtf32(text[i], text[++i]);
            else
                yield return text[i];
    }
}

using System.Globalization;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>
/// How people write one 職員番号: without its zeros, in full width, with a space. Two that look alike are never taken for one, and never
/// for two: people decide.
/// </summary>
public static class NumberForm
{
    /// <summary>The same for all writings of one number; for comparing only, never for writing.</summary>
    /// <param name="text">A number as somebody wrote it.</param>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seen = text.Where(c => !IsUnseen(c)).Select(EmployeeNumbers.HalfWidth);
        var folded = string.Concat(seen.Select(char.ToUpperInvariant)).TrimStart('0');
        return folded.Length > 0 ? folded : "0";
    }

    /// <summary>
    /// Writings of a number that a directory is asked for by name, its own not among them; at most 15, as many as one question takes.
    /// Stranger mixtures are met by a plan for everybody only.
    /// </summary>
    /// <param name="id">The number.</param>
    public static IReadOnlyList<string> Spellings(EmployeeId id)
    {
        var bare = id.Value.TrimStart('0');
        string[] all =
        [
            bare,
            "0" + bare,
            .. new[] { 5, 6, 7, 8, 10 }.Select(width => bare.PadLeft(width, '0')),
            " " + id.Value,
            id.Value + " ",
            FullWidth(id.Value),
            FullWidth(bare),
            // Full width was still on for the first digit.
            FullWidth(id.Value[..1]) + id.Value[1..],
            FullWidth("0") + id.Value,
        ];
        return [.. all.Where(s => s.Length > 0 && s != id.Value).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsUnseen(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;

    private static string FullWidth(string text) => string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c));
}

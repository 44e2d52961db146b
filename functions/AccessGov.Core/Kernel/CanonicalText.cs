using System.Buffers;
using System.Text;

namespace AccessGov.Core.Kernel;

/// <summary>Pieces that every canonical form of the audit chain writes alike.</summary>
internal static class CanonicalText
{
    private static readonly SearchValues<byte> LowerHexBytes = SearchValues.Create("0123456789abcdef"u8);
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Longest name or key that a fact may carry.</summary>
    public const int MaxWord = 512;

    /// <summary>
    /// Appends a JSON text with the least escaping (RFC 8785 §3.2.2.2). Characters are not normalised: 外字 stay as they came.
    /// </summary>
    /// <exception cref="ArgumentException">Half of a surrogate pair stands alone: it has no UTF-8.</exception>
    public static StringBuilder Quote(this StringBuilder to, string text)
    {
        if (HalfPair(text) is { } half)
            throw new ArgumentException(
                $"Character {half + 1} is half of a surrogate pair (U+{(int)text[half]:X4}); it cannot be written as UTF-8.",
                nameof(text)
            );
        to.Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\f' => to.Append("\\f"),
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                < ' ' => to.Append("\\u00").Append(((int)c).ToString("x2")),
                _ => to.Append(c),
            };
        return to.Append('"');
    }

    /// <summary>UTC with three decimals: <c>2026-04-01T00:00:00.000Z</c>.</summary>
    public static string Write(DateTimeOffset instant) => instant.ToString(InstantFormat);

    /// <summary>Reads what <see cref="Write"/> wrote, or throws <see cref="FormatException"/>.</summary>
    public static DateTimeOffset ReadInstant(string text) =>
        DateTimeOffset.TryParseExact(text, InstantFormat, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new FormatException($"Instant '{text}' must look like 2026-04-01T00:00:00.000Z.");

    /// <summary>What is wrong with an instant of the chain, or null.</summary>
    public static string? FlawOf(DateTimeOffset instant) =>
        instant.Offset != TimeSpan.Zero ? "an instant is in UTC"
        : instant.Ticks % TimeSpan.TicksPerMillisecond != 0 ? "an instant has whole milliseconds"
        : null;

    /// <summary>What is wrong with a short text for people, or null.</summary>
    public static string? FlawOf(string? text, string what) =>
        text is null || text.Length is 0 or > MaxWord ? $"{what} has 1 to {MaxWord} characters"
        : text.Any(char.IsControl) ? $"{what} has no control characters"
        : HalfPair(text) is { } at ? $"{what} has half of a surrogate pair at character {at + 1}"
        : null;

    /// <summary>Where half of a surrogate pair stands alone, or null: such a text has no UTF-8, and could never be sealed.</summary>
    public static int? HalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return i;
            i++;
        }
        return null;
    }

    public static bool IsLowerHex(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(LowerHexBytes);

    public static bool IsLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(LowerHex);
}

using System.Diagnostics.CodeAnalysis;

namespace AccessGov.Core.Kernel;

/// <summary>
/// How 職員番号 are written, by source: one rule for files, statements, programs and the command line. Read by another rule, one person
/// would be two. Full-width characters become half-width. Where numbers have a width, leading zeros that a spreadsheet lost are restored;
/// a number that is shorter and still begins with a zero lost digits at its end, and is nobody's.
/// </summary>
/// <param name="widths">The length of each source's numbers; null where a source has no fixed one.</param>
public sealed class EmployeeNumbers(IReadOnlyDictionary<SourceId, int?> widths)
{
    /// <summary>No source has a fixed width.</summary>
    public static EmployeeNumbers Any { get; } = new(new Dictionary<SourceId, int?>());

    /// <summary>The width that all sources share; null when they have none, or several.</summary>
    public int? Common { get; } = CommonOf(widths);

    /// <summary>The width of a source's numbers, of a source that says nothing of it the common one; null for any width.</summary>
    /// <param name="source">The source.</param>
    public int? WidthOf(SourceId source) => widths.TryGetValue(source, out var width) ? width : Common;

    /// <summary>Reads a number as a source, or anybody, wrote it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The exact length of numbers; null for any.</param>
    /// <param name="id">The number.</param>
    /// <param name="why">What is wrong with it and what to do; null when it was read.</param>
    public static bool TryRead(string? text, int? width, out EmployeeId id, [NotNullWhen(false)] out Wording? why)
    {
        var number = HalfWidth(text ?? "");
        why = null;
        if (width is { } exact && number.Length > 0 && number.Length < exact && number.All(char.IsAsciiDigit))
        {
            if (number[0] == '0')
            {
                id = default;
                why = Wording.Of("Number.cut-off", number.Length, exact);
                return false;
            }
            number = number.PadLeft(exact, '0');
        }
        if (EmployeeId.TryParse(number, out id) && (width is not { } length || number.Length == length))
            return true;
        id = default;
        why = width is { } w ? Wording.Of("Number.not-of-width", w) : Wording.Of("Number.none", EmployeeId.MaxLength);
        return false;
    }

    private static int? CommonOf(IReadOnlyDictionary<SourceId, int?> widths)
    {
        int? common = null;
        var isFirst = true;
        foreach (var (_, width) in widths)
        {
            if (!isFirst && width != common)
                return null;
            (common, isFirst) = (width, false);
        }
        return common;
    }

    /// <summary>A text in half width (<see cref="HalfWidth(char)"/>), without the spaces at its ends.</summary>
    /// <param name="text">The text.</param>
    public static string HalfWidth(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(
                text.Length,
                text,
                (span, from) =>
                {
                    for (var i = 0; i < span.Length; i++)
                        span[i] = HalfWidth(from[i]);
                }
            )
            .Trim();
    }

    /// <summary>Full-width ASCII and the ideographic space in half width; any other character as it is.</summary>
    /// <param name="c">The character.</param>
    public static char HalfWidth(char c) =>
        c switch
        {
            // ! to ~ in full width.
            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
            '\u3000' => ' ',
            _ => c,
        };
}

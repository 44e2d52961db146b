using System.Globalization;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>登録票番号. People read it out and type it in, so it is short; it opens nothing by itself.</summary>
/// <param name="Value"><see cref="Length"/> characters of <see cref="Letters"/>.</param>
public readonly record struct TicketId(string Value)
{
    /// <summary>How long an id is.</summary>
    public const int Length = 8;

    /// <summary>Digits and letters that nobody takes for one another.</summary>
    public const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Reads an id as people type it: full width, lower case, spaces and hyphens of any kind are one writing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(string? text, out TicketId id)
    {
        var half = EmployeeNumbers.HalfWidth(text ?? "").ToUpperInvariant();
        var folded = string.Concat(half.Where(c => !char.IsWhiteSpace(c) && !IsHyphen(c)));
        id = new TicketId(folded);
        return folded.Length == Length && folded.All(Letters.Contains);
    }

    /// <summary>The minus and the long vowel mark too: a Japanese keyboard types them where a hyphen is meant.</summary>
    private static bool IsHyphen(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c is '\u2212' or '\u30FC';

    /// <inheritdoc/>
    public override string ToString() => Value;
}

namespace AccessGov.Core.Enrolment;

/// <summary>登録票番号. People read it out and type it in, so it is short; it opens nothing by itself.</summary>
/// <param name="Value"><see cref="Length"/> characters of <see cref="Letters"/>.</param>
public readonly record struct TicketId(string Value)
{
    /// <summary>How long an id is.</summary>
    public const int Length = 8;

    /// <summary>Digits and letters that nobody takes for one another.</summary>
    public const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Reads an id as people type it: lower case and hyphens are one writing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(string? text, out TicketId id)
    {
        var folded = (text ?? "").Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        id = new TicketId(folded);
        return folded.Length == Length && folded.All(Letters.Contains);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

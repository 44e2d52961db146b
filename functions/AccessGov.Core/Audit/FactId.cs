namespace AccessGov.Core.Audit;

/// <summary>Names a fact; the same happening always gets the same id, so that a repeated commit is recognised.</summary>
/// <param name="Value">1 to 200 printable ASCII characters without space, <c>"</c> and <c>\</c>.</param>
public readonly record struct FactId(string Value)
{
    /// <summary>The longest id.</summary>
    public const int MaxLength = 200;

    /// <summary>Reads an id; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static FactId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsValid(text)
            ? new FactId(text)
            : throw new FormatException(
                $"Fact id '{text}' must be 1 to {MaxLength} printable ASCII characters without space, '\"' and '\\'."
            );
    }

    internal static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= MaxLength } && text.All(c => c is > ' ' and <= '~' and not '"' and not '\\');

    /// <inheritdoc/>
    public override string ToString() => Value;
}

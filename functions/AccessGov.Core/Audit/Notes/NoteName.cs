using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Notes;

/// <summary>Name of a key that signs notes; of a log's key it is the log's origin: <c>audit.city.lg.jp/accessgov/1</c>.</summary>
/// <param name="Value">1 to 512 characters without white space, control characters and <c>+</c>.</param>
public readonly record struct NoteName(string Value)
{
    /// <summary>Reads a name; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static NoteName Parse(string text) =>
        TryParse(text, out var name)
            ? name
            : throw new FormatException(
                $"Name '{text}' must have 1 to {CanonicalText.MaxWord} characters, none of them white space, a control character or '+'."
            );

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="name">What was read.</param>
    public static bool TryParse(string? text, out NoteName name)
    {
        var fits = CanonicalText.FlawOf(text, "") is null && !text!.Contains('+', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);
        name = fits ? new NoteName(text!) : default;
        return fits;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

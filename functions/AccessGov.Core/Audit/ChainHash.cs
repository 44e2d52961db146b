using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>SHA-256 of a chain up to one of its lines.</summary>
/// <param name="Value">64 lower-case hexadecimal digits.</param>
public readonly record struct ChainHash(string Value)
{
    /// <summary>Number of digits.</summary>
    public const int Length = 64;

    /// <summary>Reads a hash; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static ChainHash Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Length && CanonicalText.IsLowerHex(text.AsSpan())
            ? new ChainHash(text)
            : throw new FormatException($"Hash '{text}' must be {Length} lower-case hexadecimal digits.");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

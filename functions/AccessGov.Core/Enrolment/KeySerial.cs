using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>製造番号: the number printed on a security key. WebAuthn tells a model, never which of its kind; this tells.</summary>
/// <param name="Value">1 to 32 characters of <c>0-9 A-Z -</c>.</param>
public readonly record struct KeySerial(string Value) : IComparable<KeySerial>
{
    /// <summary>The longest number.</summary>
    public const int MaxLength = 32;

    /// <summary>Reads a number as a scanner or a person writes it: full width, lower case and spaces around it are one writing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="serial">The number.</param>
    /// <returns>False when it is empty, too long or has another character.</returns>
    public static bool TryRead(string? text, out KeySerial serial)
    {
        serial = default;
        var folded = EmployeeNumbers.HalfWidth(text ?? "").ToUpperInvariant();
        if (folded.Length is 0 or > MaxLength || !folded.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c == '-'))
            return false;
        serial = new KeySerial(folded);
        return true;
    }

    /// <summary>Ordinal order.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(KeySerial other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

namespace AccessGov.Core.Kernel;

/// <summary>職員番号: the one key by which a person is matched. Never matched by name.</summary>
/// <param name="Value">1 to 16 characters of <c>0-9 A-Z a-z -</c>; 16 is the limit of Entra's <c>employeeId</c>.</param>
public readonly record struct EmployeeId(string Value) : IComparable<EmployeeId>
{
    /// <summary>The longest id that Entra ID stores in <c>employeeId</c>.</summary>
    public const int MaxLength = 16;

    /// <summary>Reads an id that is already in its canonical form (half-width, zeros in place).</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="id">The id.</param>
    /// <returns>False when the text is empty, too long or has another character.</returns>
    public static bool TryParse(string? text, out EmployeeId id)
    {
        id = default;
        if (text is null || text.Length is 0 or > MaxLength || !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return false;
        id = new EmployeeId(text);
        return true;
    }

    /// <summary>Reads an id or throws <see cref="FormatException"/>.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static EmployeeId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"Employee id '{text}' must be 1 to {MaxLength} characters of 0-9, A-Z, a-z and '-'.");

    /// <summary>Ordinal order: the order in which both sides of a reconciliation are merged.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(EmployeeId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

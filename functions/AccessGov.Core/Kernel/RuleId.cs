namespace AccessGov.Core.Kernel;

/// <summary>The policy's name of a rule.</summary>
/// <param name="Value">1 to 64 characters of <c>a-z 0-9 -</c>.</param>
public readonly record struct RuleId(string Value) : IComparable<RuleId>
{
    /// <summary>Ordinal order.</summary>
    public int CompareTo(RuleId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

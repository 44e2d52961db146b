namespace AccessGov.Core.Kernel;

/// <summary>The policy's name of a rule.</summary>
/// <param name="Value">1 to 64 characters of <c>a-z 0-9 -</c>.</param>
public readonly record struct RuleId(string Value) : IComparable<RuleId>
{
    /// <summary>By the bytes of the text, so that no culture changes a plan.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(RuleId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

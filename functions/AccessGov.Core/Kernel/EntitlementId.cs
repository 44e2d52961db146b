namespace AccessGov.Core.Kernel;

/// <summary>The policy's name of a right, e.g. <c>juki-inquiry</c>.</summary>
/// <param name="Value">1 to 64 characters of <c>a-z 0-9 -</c>.</param>
public readonly record struct EntitlementId(string Value) : IComparable<EntitlementId>
{
    /// <summary>Ordinal order.</summary>
    public int CompareTo(EntitlementId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

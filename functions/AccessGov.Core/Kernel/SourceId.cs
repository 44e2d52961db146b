namespace AccessGov.Core.Kernel;

/// <summary>One 任命権者 that delivers personnel records, e.g. <c>mayor</c>, <c>fire</c>, <c>water</c>.</summary>
/// <param name="Value">The id that the policy gives the source.</param>
public readonly record struct SourceId(string Value) : IComparable<SourceId>
{
    /// <summary>By the bytes of the text, so that no culture changes a plan.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(SourceId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

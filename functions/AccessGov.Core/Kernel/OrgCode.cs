namespace AccessGov.Core.Kernel;

/// <summary>所属コード: an organisational unit as the personnel system writes it.</summary>
/// <param name="Value">The code, compared ordinally.</param>
public readonly record struct OrgCode(string Value) : IComparable<OrgCode>
{
    /// <summary>By the bytes of the text, so that no culture changes a plan.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(OrgCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

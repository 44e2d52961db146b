namespace AccessGov.Core.Transfers;

/// <summary>Name of one installation among those that exchange packages: <c>suzaka-lgwan</c>. It stands in names of files.</summary>
/// <param name="Value">1 to 40 characters of <c>a-z 0-9 -</c>.</param>
public readonly record struct NodeName(string Value) : IComparable<NodeName>
{
    /// <summary>Most characters.</summary>
    public const int Most = 40;

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="name">What was read.</param>
    public static bool TryParse(string? text, out NodeName name)
    {
        var fits = text is { Length: >= 1 and <= Most } && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
        name = fits ? new NodeName(text!) : default;
        return fits;
    }

    /// <summary>By the bytes of the text.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(NodeName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}

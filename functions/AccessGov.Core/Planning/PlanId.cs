namespace AccessGov.Core.Planning;

/// <summary>SHA-256 of a plan's canonical content.</summary>
/// <param name="Value">64 lower-case hexadecimal digits.</param>
public readonly record struct PlanId(string Value)
{
    /// <summary>The first twelve digits, enough for people.</summary>
    public string Brief => Value[..12];

    /// <inheritdoc/>
    public override string ToString() => Value;
}

namespace AccessGov.Core.Planning;

/// <summary>Idempotency key of an action: the same action of the same plan always has the same id.</summary>
/// <param name="Value">32 lower-case hexadecimal digits.</param>
public readonly record struct ActionId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

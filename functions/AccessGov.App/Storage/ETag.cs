namespace AccessGov.App.Storage;

/// <summary>The version of one stored record; opaque, comparable only for equality, never used twice for one row.</summary>
/// <param name="Value">The store's own text.</param>
public readonly record struct ETag(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

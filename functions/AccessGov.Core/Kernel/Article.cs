namespace AccessGov.Core.Kernel;

/// <summary>An article of the city's security policy, e.g. <c>第6(3)①</c>.</summary>
/// <param name="Number">As printed in the policy.</param>
public readonly record struct Article(string Number)
{
    /// <inheritdoc/>
    public override string ToString() => Number;
}

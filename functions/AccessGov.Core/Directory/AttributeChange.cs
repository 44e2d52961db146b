namespace AccessGov.Core.Directory;

/// <summary>One attribute that differs.</summary>
/// <param name="Name">Which.</param>
/// <param name="Now">The value that the account has; empty when it has none.</param>
/// <param name="ToBe">The value that it shall have; empty for none.</param>
public readonly record struct AttributeChange(AttributeName Name, string Now, string ToBe)
{
    /// <summary>What differs, in the order of <see cref="AttributeName"/>.</summary>
    /// <param name="now">As the account is.</param>
    /// <param name="toBe">As the facts want it.</param>
    public static IReadOnlyList<AttributeChange> Between(AccountAttributes now, AccountAttributes toBe)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(toBe);
        return
        [
            .. AccountAttributes
                .Names.Where(name => now.Of(name) != toBe.Of(name))
                .Select(name => new AttributeChange(name, now.Of(name), toBe.Of(name))),
        ];
    }
}

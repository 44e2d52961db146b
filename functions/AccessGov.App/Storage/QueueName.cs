namespace AccessGov.App.Storage;

/// <summary>
/// A queue's name: 3–63 characters of <c>a-z</c>, <c>0-9</c> and single inner hyphens (Azure's "Naming queues and metadata").
/// </summary>
public readonly record struct QueueName
{
    private const string PoisonSuffix = "-poison";
    private readonly string? _value;

    /// <summary>Makes a queue name.</summary>
    /// <param name="value">The name.</param>
    /// <exception cref="ArgumentException">The name breaks a rule above.</exception>
    public QueueName(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (
            value.Length is < 3 or > 63
            || !value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            || value[0] == '-'
            || value[^1] == '-'
            || value.Contains("--", StringComparison.Ordinal)
        )
            throw new ArgumentException(
                $"A queue name has 3 to 63 characters of a-z, 0-9 and single inner hyphens; this is '{value}'.",
                nameof(value)
            );
        _value = value;
    }

    /// <summary>The name as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("The queue name was never set.");

    /// <summary>Where messages go that failed too often: the Functions host's own convention.</summary>
    public QueueName Poison => new(Value + PoisonSuffix);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}

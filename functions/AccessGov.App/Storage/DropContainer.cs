namespace AccessGov.App.Storage;

/// <summary>Where files of one purpose lie, such as <c>hr-inbox</c> or <c>kept</c>: a folder or a blob container.</summary>
public readonly record struct DropContainer
{
    private readonly string? _name;

    /// <summary>Names a container; the rules of <see cref="QueueName"/> hold (Azure's are the same for both).</summary>
    /// <param name="name">3 to 63 characters of <c>a-z 0-9 -</c>.</param>
    /// <exception cref="ArgumentException">The name breaks a rule.</exception>
    public DropContainer(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (
            name.Length is < 3 or > 63
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            || name[0] == '-'
            || name[^1] == '-'
            || name.Contains("--", StringComparison.Ordinal)
        )
            throw new ArgumentException(
                $"A container name has 3 to 63 characters of a-z, 0-9 and single inner hyphens; this is '{name}'.",
                nameof(name)
            );
        _name = name;
    }

    /// <summary>Files that personnel systems deliver.</summary>
    public static DropContainer HrInbox { get; } = new("hr-inbox");

    /// <summary>Snapshots, policies and plans kept by content hash until retention ends.</summary>
    public static DropContainer Kept { get; } = new("kept");

    /// <summary>The name as text.</summary>
    public string Name => _name ?? throw new InvalidOperationException("The container was never set.");

    /// <inheritdoc/>
    public override string ToString() => _name ?? "";
}

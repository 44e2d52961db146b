namespace AccessGov.Web.Scim;

/// <summary>One attribute as RFC 7643 §7 describes it.</summary>
/// <param name="Name">Its name; requests may write it in any case (RFC 7643 §2.1).</param>
/// <param name="Type">What it holds.</param>
/// <param name="Description">For people.</param>
internal sealed record ScimAttribute(string Name, ScimType Type, string Description)
{
    /// <summary>Entra's limit for a displayName.</summary>
    public const int LongestText = 256;

    public bool IsMany { get; init; }

    public bool IsRequired { get; init; }

    public bool IsCaseExact { get; init; }

    /// <summary>Said once, with the person; later it may be said again and not otherwise.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Checked when it is said, and neither kept nor shown.</summary>
    public bool IsWriteOnly { get; init; }

    public bool IsUnique { get; init; }

    /// <summary>False: part of the standard, and let pass without being kept, because a right never depends on it.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>Values that are allowed; empty: any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public IReadOnlyList<ScimAttribute> Parts { get; init; } = [];

    public ScimAttribute? Part(string name) => Parts.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static ScimAttribute Text(string name, string description = "") => new(name, ScimType.Text, description);

    public static ScimAttribute Flag(string name, string description = "") => new(name, ScimType.Boolean, description);

    public static ScimAttribute Many(string name, string description, params ScimAttribute[] parts) =>
        new(name, ScimType.Complex, description) { IsMany = true, Parts = parts };

    public static ScimAttribute Passed(string name) => new(name, ScimType.Complex, "") { IsKept = false };
}

namespace AccessGov.Sandbox.Tenant.Schema;

/// <summary>One property of a directory object that the emulator knows; what it does not know it refuses.</summary>
internal sealed record SchemaProperty(string Name, PropertyKind Kind = PropertyKind.Text)
{
    /// <summary>Position in the object's value array and bit in a <see cref="PropertySet"/>.</summary>
    public int Index { get; init; }

    /// <summary>Returned when the request has no $select.</summary>
    public bool Default { get; init; }

    /// <summary>Set by the service only.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Refused on an object that is synced from on-premises.</summary>
    public bool OnPremisesMastered { get; init; }

    /// <summary>Refused to an application without a signed-in user.</summary>
    public bool DelegatedOnly { get; init; }

    /// <summary>Accepted in a body, kept nowhere, returned as null (a password).</summary>
    public bool WriteOnly { get; init; }

    /// <summary>Null is refused.</summary>
    public bool Required { get; init; }

    public int MaxLength { get; init; } = 1024;

    /// <summary>The members of a complex value.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Members of a complex value that are booleans on the wire.</summary>
    public IReadOnlyList<string> FlagMembers { get; init; } = [];
}

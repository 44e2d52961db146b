namespace AccessGov.Core.Directory;

/// <summary>How long Entra ID lets an attribute be, in UTF-16 code units (learn.microsoft.com, user resource type).</summary>
public static class AttributeLimits
{
    /// <summary>The longest value of an attribute.</summary>
    /// <param name="name">Which attribute.</param>
    public static int Of(AttributeName name) =>
        name switch
        {
            AttributeName.EmployeeId => Kernel.EmployeeId.MaxLength,
            AttributeName.DisplayName => 256,
            AttributeName.Department => 64,
            AttributeName.JobTitle => 128,
            // No limit is documented for these; this one keeps nonsense out.
            AttributeName.EmployeeType or AttributeName.Division or AttributeName.CostCenter => 256,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No attribute that is kept true."),
        };

    /// <summary>Which of an account's attributes are too long to be written.</summary>
    /// <param name="attributes">As they should be; null for none.</param>
    public static IReadOnlyList<AttributeName> Exceeded(AccountAttributes? attributes)
    {
        if (attributes is null)
            return [];
        List<AttributeName>? exceeded = null;
        foreach (var name in AccountAttributes.Names)
            if (attributes.Of(name).Length > Of(name))
                (exceeded ??= []).Add(name);
        return exceeded ?? (IReadOnlyList<AttributeName>)[];
    }
}

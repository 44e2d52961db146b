namespace AccessGov.Core.Directory;

/// <summary>What the product keeps true on an account. Names are those of Graph's <c>user</c>.</summary>
/// <param name="DisplayName"><c>displayName</c>.</param>
/// <param name="Department"><c>department</c>: name of the org unit of the 本務.</param>
/// <param name="JobTitle"><c>jobTitle</c>: 職名.</param>
/// <param name="EmployeeType"><c>employeeType</c>: 職員区分.</param>
/// <param name="Division"><c>employeeOrgData.division</c>: organ of Article 4.</param>
/// <param name="CostCenter"><c>employeeOrgData.costCenter</c>: 所属コード.</param>
public sealed record AccountAttributes(
    string DisplayName,
    string Department,
    string JobTitle,
    string EmployeeType,
    string Division,
    string CostCenter
)
{
    /// <summary>An account that has none of them.</summary>
    public static AccountAttributes Empty { get; } = new("", "", "", "", "", "");

    /// <summary>Their names; the 職員番号 is none of them.</summary>
    public static IReadOnlyList<AttributeName> Names { get; } =
    [
        AttributeName.DisplayName,
        AttributeName.Department,
        AttributeName.JobTitle,
        AttributeName.EmployeeType,
        AttributeName.Division,
        AttributeName.CostCenter,
    ];

    /// <summary>One of them by name; throws for <see cref="AttributeName.EmployeeId"/>, which is none of them.</summary>
    /// <param name="name">Which attribute.</param>
    public string Of(AttributeName name) =>
        name switch
        {
            AttributeName.DisplayName => DisplayName,
            AttributeName.Department => Department,
            AttributeName.JobTitle => JobTitle,
            AttributeName.EmployeeType => EmployeeType,
            AttributeName.Division => Division,
            AttributeName.CostCenter => CostCenter,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No attribute that is kept true."),
        };

    /// <summary>The same with some of them changed; a change of the 職員番号 is passed over.</summary>
    /// <param name="changes">What is to be otherwise.</param>
    public AccountAttributes With(IEnumerable<AttributeChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Aggregate(
            this,
            (a, change) =>
                change.Name switch
                {
                    AttributeName.EmployeeId => a,
                    AttributeName.DisplayName => a with { DisplayName = change.ToBe },
                    AttributeName.Department => a with { Department = change.ToBe },
                    AttributeName.JobTitle => a with { JobTitle = change.ToBe },
                    AttributeName.EmployeeType => a with { EmployeeType = change.ToBe },
                    AttributeName.Division => a with { Division = change.ToBe },
                    AttributeName.CostCenter => a with { CostCenter = change.ToBe },
                    _ => throw new ArgumentOutOfRangeException(nameof(changes), change.Name, "No attribute that is kept true."),
                }
        );
    }
}

using AccessGov.Core.Codes;

namespace AccessGov.Core.Directory;

/// <summary>Graph's names of attributes, in plans, their hashes, facts and JSON.</summary>
public static class AttributeCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<AttributeName> All { get; } =
        new(
            (AttributeName.EmployeeId, "employeeId"),
            (AttributeName.DisplayName, "displayName"),
            (AttributeName.Department, "department"),
            (AttributeName.JobTitle, "jobTitle"),
            (AttributeName.EmployeeType, "employeeType"),
            (AttributeName.Division, "employeeOrgData.division"),
            (AttributeName.CostCenter, "employeeOrgData.costCenter")
        );

    /// <summary>The code of one.</summary>
    public static string Of(AttributeName value) => All.Of(value);
}

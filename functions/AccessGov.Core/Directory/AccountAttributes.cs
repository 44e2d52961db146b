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
}

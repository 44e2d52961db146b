using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.City;

/// <summary>An account of the starting tenant that no personnel record asks for.</summary>
/// <param name="Kind">Orphan, BreakGlass or Service.</param>
/// <param name="UserName">The part before the @ of the user principal name.</param>
/// <param name="DisplayName">Name in the directory.</param>
/// <param name="EmployeeId">What its <c>employeeId</c> says; null for none.</param>
public sealed record SeedAccount(SeedAccountKind Kind, string UserName, string DisplayName, EmployeeId? EmployeeId);

using AccessGov.Core.Kernel;

namespace AccessGov.Core.Directory;

/// <summary>An account among the deleted ones, which can be restored for 30 days.</summary>
/// <param name="ObjectId">Entra object id; it stays when the account is restored.</param>
/// <param name="EmployeeId">職員番号 on it; null when it has none that is well-formed.</param>
/// <param name="UserPrincipalName">Sign-in name, which the directory changes on deletion.</param>
/// <param name="DeletedOn">The day.</param>
public sealed record DeletedAccount(Guid ObjectId, EmployeeId? EmployeeId, string UserPrincipalName, DateOnly DeletedOn);

using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>Whom an action concerns.</summary>
/// <param name="Employee">職員番号.</param>
/// <param name="ObjectId">Entra object id; null while the account does not exist.</param>
public readonly record struct Target(EmployeeId Employee, Guid? ObjectId);

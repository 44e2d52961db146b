using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>A FIDO2 key was enrolled.</summary>
/// <param name="Worker">Whose.</param>
/// <param name="Days">登録日 to 失効日.</param>
public sealed record KeyFact(EmployeeId Worker, DateSpan Days);

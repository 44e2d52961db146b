using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>
/// Somebody is kept out whatever HR says: security, an inquiry, a lost laptop. It outranks every other fact until two people have lifted
/// it.
/// </summary>
/// <param name="Worker">Who.</param>
/// <param name="Since">First day.</param>
/// <param name="LiftedOn">The day on which two people lifted it; null while it stands.</param>
public sealed record Hold(EmployeeId Worker, DateOnly Since, DateOnly? LiftedOn = null);

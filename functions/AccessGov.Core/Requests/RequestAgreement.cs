using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>Somebody agreed to one stage.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record RequestAgreement(EmployeeId By, DateTimeOffset At);

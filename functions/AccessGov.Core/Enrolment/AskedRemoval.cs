using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>Somebody wants a key shut or ended, and a second person must say the same.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record AskedRemoval(EmployeeId By, DateTimeOffset At);

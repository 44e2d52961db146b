using AccessGov.Core.Kernel;

namespace AccessGov.Core.Safeguards;

/// <summary>Who said no to a plan, and why.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="At">When.</param>
public sealed record Rejection(EmployeeId By, string Reason, DateTimeOffset At);

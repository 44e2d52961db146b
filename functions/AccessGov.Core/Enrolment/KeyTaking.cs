using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>Somebody alone shut an enrolled key of somebody else. Many of them at once are a break-in at the counter, or a mistake.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Serial">Which key.</param>
public sealed record KeyTaking(EmployeeId By, DateTimeOffset At, KeySerial Serial);

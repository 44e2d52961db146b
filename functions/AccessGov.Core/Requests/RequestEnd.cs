using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>The end of a request other than by its term.</summary>
/// <param name="How">What ended it.</param>
/// <param name="By">Who; null where nobody did it.</param>
/// <param name="At">When.</param>
/// <param name="On">First day without the right, in the policy's time zone.</param>
/// <param name="Reason">That person's words; null where none were asked for.</param>
public sealed record RequestEnd(RequestEndKind How, EmployeeId? By, DateTimeOffset At, DateOnly On, string? Reason);

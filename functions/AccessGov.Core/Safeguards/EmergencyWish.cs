using AccessGov.Core.Kernel;

namespace AccessGov.Core.Safeguards;

/// <summary>Somebody wants a sealed account opened; nothing is opened before somebody else agrees.</summary>
/// <param name="Account">Its user principal name in lower case.</param>
/// <param name="By">Who asks.</param>
/// <param name="At">When.</param>
/// <param name="Hours">For how long.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record EmergencyWish(string Account, EmployeeId By, DateTimeOffset At, int Hours, string Reason);

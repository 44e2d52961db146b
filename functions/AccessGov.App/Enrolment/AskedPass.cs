using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>Somebody has looked who a person is, and asks for a Temporary Access Pass for the person.</summary>
/// <param name="Person">For whom.</param>
/// <param name="By">Who asks.</param>
/// <param name="At">When.</param>
/// <param name="Proof">What was looked at.</param>
public sealed record AskedPass(EmployeeId Person, EmployeeId By, DateTimeOffset At, IdentityProof Proof);

using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>代理: whoever decides in a head's place for some days.</summary>
/// <param name="Head">In whose place.</param>
/// <param name="By">Who decides.</param>
/// <param name="Days">From–until; an end is always set.</param>
public sealed record Deputy(EmployeeId Head, EmployeeId By, DateSpan Days);

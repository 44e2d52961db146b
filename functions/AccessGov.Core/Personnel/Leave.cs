using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>休職 or 育休.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Days">First and last day of absence.</param>
public sealed record Leave(LeaveKind Kind, DateSpan Days);

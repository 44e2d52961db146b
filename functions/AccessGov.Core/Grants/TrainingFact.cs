using AccessGov.Core.Kernel;

namespace AccessGov.Core.Grants;

/// <summary>A security training was completed.</summary>
/// <param name="Worker">By whom.</param>
/// <param name="CompletedOn">受講日.</param>
public sealed record TrainingFact(EmployeeId Worker, DateOnly CompletedOn);

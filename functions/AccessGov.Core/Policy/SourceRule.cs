using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>A 任命権者 whose extracts are expected.</summary>
/// <param name="Id">Name in the policy.</param>
/// <param name="Name">Name on screens.</param>
/// <param name="MaxAgeDays">Older facts are reported as stale, 1 to 366.</param>
public sealed record SourceRule(SourceId Id, string Name, int MaxAgeDays);

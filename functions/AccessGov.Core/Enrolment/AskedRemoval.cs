using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>Somebody wants a key shut or ended, and a second person must say the same.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record AskedRemoval(EmployeeId By, DateTimeOffset At)
{
    /// <summary>A wish that nobody agreed to for so long is void: whoever agrees must have heard why.</summary>
    public static readonly TimeSpan For = TimeSpan.FromHours(24);

    /// <summary>True while a second person may still agree.</summary>
    /// <param name="now">The instant.</param>
    public bool Stands(DateTimeOffset now) => now - At <= For;
}

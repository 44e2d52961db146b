using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>
/// Somebody alone shut an enrolled key of somebody else. Many of them at once are a break-in at the counter, or a mistake.
/// </summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Serial">Which key.</param>
public sealed record KeyTaking(EmployeeId By, DateTimeOffset At, KeySerial Serial)
{
    /// <summary>How long it counts.</summary>
    public static readonly TimeSpan CountsFor = TimeSpan.FromHours(24);

    /// <summary>
    /// So many one person shuts alone within <see cref="CountsFor"/>. A counter meets a few in a day; a bag of a whole unit that was
    /// stolen is a matter for two.
    /// </summary>
    public const int MostByOne = 10;
}

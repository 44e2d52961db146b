using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>What somebody wants to know of the record.</summary>
/// <param name="DayOf">The day of an instant, as the city counts days.</param>
public sealed record RecordQuestion(Func<DateTimeOffset, DateOnly> DayOf)
{
    /// <summary>Of this person only; null for everybody.</summary>
    public EmployeeId? Person { get; init; }

    /// <summary>Of this day only, and holders at its end; null for all days, and holders at the end of the record.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Who held rights of this zone (<see cref="ZoneCodes"/>); null when that is not asked.</summary>
    public string? HoldersOf { get; init; }
}

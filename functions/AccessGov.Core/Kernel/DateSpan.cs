namespace AccessGov.Core.Kernel;

/// <summary>Whole days, both ends included, in the policy's time zone.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null while no end is known.</param>
public readonly record struct DateSpan(DateOnly From, DateOnly? Until)
{
    /// <summary>True when the day lies inside, ends included.</summary>
    /// <param name="day">The day.</param>
    public bool Covers(DateOnly day) => From <= day && (Until is not { } until || day <= until);

    /// <summary>True when the last day lies before the given day.</summary>
    /// <param name="day">The day.</param>
    public bool EndedBefore(DateOnly day) => Until is { } until && until < day;

    /// <summary>True when the first day lies after the given day.</summary>
    /// <param name="day">The day.</param>
    public bool StartsAfter(DateOnly day) => From > day;
}

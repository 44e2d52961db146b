namespace AccessGov.Core.Campaign;

/// <summary>
/// Days on which somebody is told that an end comes. Whoever was told on such a day or after it waits for the next one: after an outage of
/// whatever length there is one mail and not several, and by a clock that was put back there is none.
/// </summary>
public static class NoticeDays
{
    /// <summary>The newest of the days that has come; null before the first.</summary>
    /// <param name="end">The last day.</param>
    /// <param name="daysBefore">So many days before it.</param>
    /// <param name="today">The day.</param>
    /// <param name="isWorking">Whether something is sent on a day: what would fall on another is told on the working day before.</param>
    public static DateOnly? Newest(DateOnly end, IEnumerable<int> daysBefore, DateOnly today, Func<DateOnly, bool> isWorking)
    {
        ArgumentNullException.ThrowIfNull(daysBefore);
        ArgumentNullException.ThrowIfNull(isWorking);
        DateOnly? newest = null;
        foreach (var before in daysBefore)
        {
            var day = WorkingDay(end.AddDays(-before), isWorking);
            if (day <= today && !(newest >= day))
                newest = day;
        }
        return newest;
    }

    private static DateOnly WorkingDay(DateOnly day, Func<DateOnly, bool> isWorking)
    {
        // No city hall is closed for longer; where the settings say so, the day stands as it is.
        const int Longest = 14;
        for (var back = 0; back < Longest; back++)
            if (isWorking(day.AddDays(-back)))
                return day.AddDays(-back);
        return day;
    }
}

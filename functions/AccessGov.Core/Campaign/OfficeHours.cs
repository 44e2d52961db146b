namespace AccessGov.Core.Campaign;

/// <summary>When a city hall is at work: only then somebody answers who is asked about a mail.</summary>
/// <param name="closedOn">Further days on which it is closed; weekends, holidays and the end of the year are known.</param>
public sealed class OfficeHours(IEnumerable<DateOnly> closedOn)
{
    /// <summary>勤務時間 of most municipalities.</summary>
    private static readonly TimeOnly Opens = new(8, 30),
        Closes = new(17, 15);

    private readonly HashSet<DateOnly> closed = [.. closedOn];

    /// <summary>True on a working day.</summary>
    /// <param name="day">The day in the city.</param>
    public bool AreOn(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        // 12月29日から1月3日: 行政機関の休日に関する法律第1条, which every municipality's own ordinance repeats (地方自治法第4条の2).
        && (day.Month, day.Day) is not ((12, >= 29) or (1, <= 3))
        && !JapaneseHolidays.Has(day)
        && !closed.Contains(day);

    /// <summary>True within the hours of a working day.</summary>
    /// <param name="local">The time in the city.</param>
    public bool AreNow(DateTimeOffset local) =>
        AreOn(DateOnly.FromDateTime(local.DateTime)) && TimeOnly.FromDateTime(local.DateTime) is var time && time >= Opens && time < Closes;
}

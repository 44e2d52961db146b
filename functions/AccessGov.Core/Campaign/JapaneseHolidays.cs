namespace AccessGov.Core.Campaign;

/// <summary>
/// 国民の祝日, by the rules of the law and not by a list: a list of years ends unnoticed, and a mail on a holiday is no disaster. As the law
/// has stood since 2022 (国民の祝日に関する法律第2条, 第3条). A year for which the Diet moves a day needs <c>mail:closedOn</c>.
/// </summary>
public static class JapaneseHolidays
{
    /// <summary>True on a 国民の祝日, on its 振替休日, and on the day between two of them.</summary>
    /// <param name="day">The day; from 2022 to 2099.</param>
    public static bool Has(DateOnly day) => IsNamed(day) || IsSubstitute(day) || (IsNamed(day.AddDays(-1)) && IsNamed(day.AddDays(1)));

    /// <summary>第3条2項: a named day on a Sunday moves to the next day that is none.</summary>
    private static bool IsSubstitute(DateOnly day)
    {
        for (var before = day.AddDays(-1); IsNamed(before); before = before.AddDays(-1))
            if (before.DayOfWeek == DayOfWeek.Sunday)
                return true;
        return false;
    }

    private static bool IsNamed(DateOnly day) =>
        (day.Month, day.Day) switch
        {
            (1, 1) or (2, 11) or (2, 23) or (4, 29) or (5, 3) or (5, 4) or (5, 5) or (8, 11) or (11, 3) or (11, 23) => true,
            (1 or 10, _) => IsMonday(day, 2),
            (7 or 9, _) when IsMonday(day, 3) => true,
            (3, var date) => date == Equinox(day.Year, 20.8431),
            (9, var date) => date == Equinox(day.Year, 23.2488),
            _ => false,
        };

    private static bool IsMonday(DateOnly day, int ofMonth) => day.DayOfWeek == DayOfWeek.Monday && (day.Day - 1) / 7 == ofMonth - 1;

    /// <summary>
    /// Day of the month, good from 1980 to 2099 (海上保安庁水路部『新こよみ便利帳』). The government names it in February of the year before.
    /// </summary>
    private static int Equinox(int year, double in1980) => (int)(in1980 + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}

namespace AccessGov.Core.Requests;

/// <summary>年度, from 1 April to 31 March.</summary>
public static class FiscalYear
{
    /// <summary>The last day of the year that the day lies in.</summary>
    /// <param name="day">The day.</param>
    public static DateOnly EndOf(DateOnly day) => new(day.Month <= 3 ? day.Year : day.Year + 1, 3, 31);
}

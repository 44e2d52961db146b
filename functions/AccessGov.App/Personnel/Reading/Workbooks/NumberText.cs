using System.Globalization;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>Numbers of cells as the text that a list would hold.</summary>
internal static class NumberText
{
    // 9999-12-31 in the system of 1900; that of 1904 has as many days fewer as there are from its day 0.
    private const int LastDay = 2_958_465,
        DaysTo1904 = 1_462;

    // From here on a number is not told from the next one.
    private const double MostExact = 1e15;

    private static readonly DateOnly Day0Of1904 = new(1904, 1, 1);

    /// <summary>A number: its digits, without format.</summary>
    /// <param name="raw">As the workbook writes it.</param>
    /// <exception cref="WorkbookFault">It is none.</exception>
    public static string Of(string raw) => Of(Read(raw));

    /// <summary>A number that is shown as a day: the day, and the time behind it unless it is midnight.</summary>
    /// <param name="raw">As the workbook writes it.</param>
    /// <param name="countsFrom1904">How days are counted.</param>
    /// <returns><c>2026-04-01</c>; what Excel shows for the two days that never were, 0 and 60 of the system of 1900.</returns>
    /// <exception cref="WorkbookFault">It is no number.</exception>
    public static string Day(string raw, bool countsFrom1904)
    {
        var serial = Read(raw);
        // Excel shows no day either.
        if (serial < 0 || serial >= LastDay + 1 - (countsFrom1904 ? DaysTo1904 : 0))
            return Of(serial);
        var day = (int)serial;
        var seconds = (int)Math.Round((serial - day) * 86_400);
        // Half a second before midnight is shown as midnight.
        if (seconds == 86_400)
            (day, seconds) = (day + 1, 0);
        return DayOf(day, countsFrom1904) + (seconds == 0 ? "" : $" {TimeOnly.MinValue.Add(TimeSpan.FromSeconds(seconds)):HH:mm:ss}");
    }

    private static string DayOf(int day, bool countsFrom1904) =>
        countsFrom1904 ? $"{Day0Of1904.AddDays(day):yyyy-MM-dd}"
        : day == 0 ? "1900/1/0"
        : day == 60 ? "1900/2/29"
        // 1900 was no leap year, which Lotus 1-2-3 did not know.
        : $"{new DateOnly(1899, 12, 30).AddDays(day < 60 ? day + 1 : day):yyyy-MM-dd}";

    private static string Of(double number) =>
        Math.Abs(number) < MostExact && number == Math.Floor(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    private static double Read(string raw) =>
        double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw WorkbookFault.Damaged();
}

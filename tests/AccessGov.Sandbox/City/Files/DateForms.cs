using System.Text;

namespace AccessGov.Sandbox.City.Files;

/// <summary>The forms in which personnel systems write dates.</summary>
internal static class DateForms
{
    // Each era begins on the day of accession; 明治 and 大正 do not occur among the living staff.
    private static readonly (DateOnly From, int Code, char Letter, string Name)[] Eras =
    [
        (new(2019, 5, 1), 5, 'R', "令和"),
        (new(1989, 1, 8), 4, 'H', "平成"),
        (new(1926, 12, 25), 3, 'S', "昭和"),
    ];

    /// <summary>R8.4.1.</summary>
    public static string Dotted(DateOnly day) => Era(day) is var (era, year) ? $"{era.Letter}{year}.{day.Month}.{day.Day}" : "";

    /// <summary>令和８年４月１日, full-width; the first year is 元年.</summary>
    public static string Written(DateOnly day)
    {
        var (era, year) = Era(day);
        return $"{era.Name}{(year == 1 ? "元" : FullWidth($"{year}"))}年{FullWidth($"{day.Month}")}月{FullWidth($"{day.Day}")}日";
    }

    /// <summary>平成38年3月31日: an era that had ended by then.</summary>
    public static string OldEra(DateOnly day) => $"平成{day.Year - 1988}年{day.Month}月{day.Day}日";

    /// <summary>5080401: era code, year, month, day.</summary>
    public static string SevenDigits(DateOnly day) => Era(day) is var (era, year) ? $"{era.Code}{year:00}{day.Month:00}{day.Day:00}" : "";

    /// <summary>2026/4/1.</summary>
    public static string Slashed(DateOnly day) => $"{day.Year}/{day.Month}/{day.Day}";

    /// <summary>2026-04-01.</summary>
    public static string Iso(DateOnly day) => $"{day:yyyy-MM-dd}";

    /// <summary>46113: days since 30 December 1899, as Excel counts after February 1900.</summary>
    public static string ExcelSerial(DateOnly day) => $"{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}";

    /// <summary>Digits in full width.</summary>
    public static string FullWidth(string digits)
    {
        var text = new StringBuilder(digits.Length);
        foreach (var c in digits)
            text.Append(char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c);
        return text.ToString();
    }

    private static ((DateOnly From, int Code, char Letter, string Name) Era, int Year) Era(DateOnly day)
    {
        var era = Eras.First(e => e.From <= day);
        return (era, day.Year - era.From.Year + 1);
    }
}

using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>Japanese eras, with their first days.</summary>
/// <param name="Name">Kanji name.</param>
/// <param name="Key">Its name in the texts.</param>
/// <param name="Letter">Latin letter in R8.4.1.</param>
/// <param name="Number">Code in 5080401.</param>
/// <param name="From">First day: 1912-07-30, 1926-12-25, 1989-01-08, 2019-05-01; Meiji from 1873-01-01, when the solar calendar
/// began.</param>
internal sealed record Wareki(string Name, string Key, char Letter, char Number, DateOnly From)
{
    private static readonly Wareki[] Eras =
    [
        new("明治", "Date.meiji", 'M', '1', new(1873, 1, 1)),
        new("大正", "Date.taisho", 'T', '2', new(1912, 7, 30)),
        new("昭和", "Date.showa", 'S', '3', new(1926, 12, 25)),
        new("平成", "Date.heisei", 'H', '4', new(1989, 1, 8)),
        new("令和", "Date.reiwa", 'R', '5', new(2019, 5, 1)),
    ];

    // Meiji 1 is 1868, although its solar days start in Meiji 6.
    private int FirstYear => Letter == 'M' ? 1868 : From.Year;

    /// <summary>The era whose name, first kanji, letter or number this is; null when none.</summary>
    public static Wareki? Find(string sign) =>
        Array.Find(
            Eras,
            e =>
                sign == e.Name
                || (sign.Length == 1 && (sign[0] == e.Name[0] || char.ToUpperInvariant(sign[0]) == e.Letter || sign[0] == e.Number))
        );

    /// <summary>
    /// The day in this era. A year after the era's end is accepted with a warning; a day before its start does not exist.
    /// </summary>
    /// <param name="year">Year of the era.</param>
    /// <param name="month">From 1.</param>
    /// <param name="day">From 1.</param>
    /// <param name="digits">The cell, where it writes the era as a number: people look for it; null elsewhere.</param>
    public DateReading On(int year, int month, int day, string? digits = null)
    {
        if (year < 1 || !JapaneseDate.TryDay(FirstYear + year - 1, month, day, out var on))
            return new DateReading.Unreadable(Wording.Of("Date.no-such-day-of", Told(year, month, day, digits)));
        if (on < From)
            return new DateReading.Unreadable(Wording.Of("Date.before-era", Told(year, month, day, digits), Said, From));
        var next = Array.IndexOf(Eras, this) + 1;
        return new DateReading.Day(
            on,
            next < Eras.Length && on >= Eras[next].From
                ? Wording.Of("Notice.era-ended", Wording.Of("Date.era-year", Said, year), Said, on)
                : null
        );
    }

    private Wording Said => Wording.Of(Key);

    private Wording Told(int year, int month, int day, string? digits)
    {
        var told = Wording.Of("Date.era-day", Said, year, month, day);
        return digits is null ? told : Wording.Of("Date.digits-of-day", digits, told);
    }
}

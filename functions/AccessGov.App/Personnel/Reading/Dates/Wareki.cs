using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>Japanese eras, with their first days.</summary>
/// <param name="Name">Kanji name.</param>
/// <param name="Letter">Latin letter in R8.4.1.</param>
/// <param name="Number">Code in 5080401.</param>
/// <param name="From">First day: 1912-07-30, 1926-12-25, 1989-01-08, 2019-05-01; Meiji from 1873-01-01, when the solar calendar
/// began.</param>
internal sealed record Wareki(string Name, char Letter, char Number, DateOnly From)
{
    private static readonly Wareki[] Eras =
    [
        new("明治", 'M', '1', new(1873, 1, 1)),
        new("大正", 'T', '2', new(1912, 7, 30)),
        new("昭和", 'S', '3', new(1926, 12, 25)),
        new("平成", 'H', '4', new(1989, 1, 8)),
        new("令和", 'R', '5', new(2019, 5, 1)),
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
    public DateReading On(int year, int month, int day)
    {
        if (year < 1 || !JapaneseDate.TryDay(FirstYear + year - 1, month, day, out var on))
            return new DateReading.Unreadable(Wording.Of("Date.no-such-day-of", $"{Name}{year}年{month}月{day}日"));
        if (on < From)
            return new DateReading.Unreadable(Wording.Of("Date.before-era", $"{Name}{year}年{month}月{day}日", Name, From));
        var next = Array.IndexOf(Eras, this) + 1;
        return new DateReading.Day(
            on,
            next < Eras.Length && on >= Eras[next].From ? Wording.Of("Notice.era-ended", $"{Name}{year}年", Name, on) : null
        );
    }
}

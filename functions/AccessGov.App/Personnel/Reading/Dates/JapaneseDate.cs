using System.Globalization;
using System.Text.RegularExpressions;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>Reads the date forms that personnel systems deliver; refuses what is impossible or ambiguous.</summary>
public static partial class JapaneseDate
{
    // Numbers that stand for "no end" in personnel systems, besides the words of the profile.
    private static readonly HashSet<string> NoEndNumbers = ["99999999", "9999999", "0", "0000000", "00000000"];

    // Excel counts the non-existing 29 February 1900 as day 60, so smaller serials have two readings.
    private const int FirstSureSerial = 61,
        LastSerial = 99_999;
    private static readonly DateOnly ExcelEpoch = new(1899, 12, 30);

    /// <summary>Reads one cell.</summary>
    /// <param name="text">The cell as delivered.</param>
    /// <param name="forms">Forms that the source uses.</param>
    /// <param name="noEndWords">Further words for "no end", folded by <see cref="Folding.Key(string)"/>.</param>
    public static DateReading Read(string text, DateForms forms, IReadOnlySet<string>? noEndWords = null)
    {
        var cell = SquareEras(Folding.Key(WithoutMidnight(Folding.HalfWidth(text))));
        if (cell.Length == 0 || NoEndNumbers.Contains(cell) || noEndWords?.Contains(cell) == true)
            return new DateReading.NoEnd();
        var reading = IsDigits(cell) || IsFraction(cell) ? ReadNumber(cell, forms) : ReadWritten(cell, forms);
        return reading is DateReading.Day { On: { Year: 9999 } } ? new DateReading.NoEnd() : reading;
    }

    internal static bool TryDay(int year, int month, int day, out DateOnly on)
    {
        on = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        on = new(year, month, day);
        return true;
    }

    private static DateReading ReadNumber(string cell, DateForms forms)
    {
        if (cell.Length == 7 && IsDigits(cell))
            return Allowed(forms, DateForms.EraNumber)
                ?? (
                    Wareki.Find(cell[..1]) is { } era
                        ? era.On(Int(cell[1..3]), Int(cell[3..5]), Int(cell[5..7]), cell)
                        : Unreadable(Wording.Of("Date.era-code", cell[0]))
                );
        if (cell.Length == 8 && IsDigits(cell))
            return Allowed(forms, DateForms.Compact) ?? Western(Int(cell[..4]), Int(cell[4..6]), Int(cell[6..8]));
        if (cell.Length is 6 or < 5 && IsDigits(cell))
            return Unreadable(Wording.Of("Date.ambiguous-number"));
        return Allowed(forms, DateForms.ExcelSerial) ?? ReadSerial(cell);
    }

    private static DateReading ReadSerial(string cell) =>
        decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
        && serial is >= FirstSureSerial and <= LastSerial
        && decimal.Truncate(serial) == serial
            ? new DateReading.Day(ExcelEpoch.AddDays((int)serial), null)
            : Unreadable(Wording.Of("Date.not-serial", FirstSureSerial, LastSerial));

    private static DateReading ReadWritten(string cell, DateForms forms)
    {
        if (WrittenDate.TryWareki(cell, out var era, out var date))
            return Allowed(forms, DateForms.Wareki) ?? Wareki.Find(era)!.On(date.Year, date.Month, date.Day);
        if (WrittenDate.TryWestern(cell, out date))
            return Allowed(forms, DateForms.Western) ?? Western(date.Year, date.Month, date.Day);
        return ThreeNumbers().IsMatch(cell) ? Unreadable(Wording.Of("Date.ambiguous-order")) : Unreadable(Wording.Of("Date.none"));
    }

    private static DateReading Western(int year, int month, int day) =>
        TryDay(year, month, day, out var on)
            ? year is >= 1873 and <= 2200 or 9999
                ? new DateReading.Day(on, null)
                : Unreadable(Wording.Of("Date.year", year))
            : Unreadable(Wording.Of("Date.no-such-day"));

    private static DateReading.Unreadable? Allowed(DateForms forms, DateForms form) =>
        forms.HasFlag(form) ? null : Unreadable(Wording.Of("Date.form", NameOf(form)));

    private static Wording NameOf(DateForms form) =>
        form switch
        {
            DateForms.Wareki => Wording.Of("Date.wareki"),
            DateForms.EraNumber => Wording.Of("Date.era-number"),
            DateForms.Western => Wording.Of("Date.western"),
            DateForms.Compact => Wording.Of("Date.compact"),
            _ => Wording.Of("Date.excel-serial"),
        };

    private static DateReading.Unreadable Unreadable(Wording reason) => new(reason);

    private static int Int(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsDigits(ReadOnlySpan<char> cell) => !cell.ContainsAnyExceptInRange('0', '9');

    private static bool IsFraction(ReadOnlySpan<char> cell) =>
        cell.IndexOf('.') is >= 1 and <= 6 and var point
        && IsDigits(cell[..point])
        && point + 1 < cell.Length
        && IsDigits(cell[(point + 1)..]);

    private static string WithoutMidnight(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? Midnight().Replace(text, "") : text;

    private static string SquareEras(string cell) =>
        cell.Length == 0
            ? cell
            : cell[0] switch
            {
                '㍾' => "明治" + cell[1..],
                '㍽' => "大正" + cell[1..],
                '㍼' => "昭和" + cell[1..],
                '㍻' => "平成" + cell[1..],
                '㋿' => "令和" + cell[1..],
                _ => cell,
            };

    [GeneratedRegex("[ T]0?0:00(:00)?$")]
    private static partial Regex Midnight();

    [GeneratedRegex("^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}$")]
    private static partial Regex ThreeNumbers();
}

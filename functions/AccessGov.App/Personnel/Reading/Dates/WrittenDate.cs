namespace AccessGov.App.Personnel.Reading.Dates;

/// <summary>Cuts a date with its year in front into numbers; whether there is such a day is another question.</summary>
internal ref struct WrittenDate
{
    private ReadOnlySpan<char> rest;

    private WrittenDate(ReadOnlySpan<char> text) => rest = text;

    /// <summary>令和8年4月1日, 令和元年5月1日, R8.4.1 with one separator twice, R080401.</summary>
    /// <param name="cell">The folded cell.</param>
    /// <param name="era">Name, first kanji or letter of the era.</param>
    /// <param name="date">The numbers; the year is one of the era.</param>
    public static bool TryWareki(string cell, out string era, out (int Year, int Month, int Day) date)
    {
        date = default;
        era =
            cell is ['明', '治', ..] or ['大', '正', ..] or ['昭', '和', ..] or ['平', '成', ..] or ['令', '和', ..] ? cell[..2]
            : cell.Length > 0 && "明大昭平令MTSHRmtshr".Contains(cell[0], StringComparison.Ordinal) ? cell[..1]
            : "";
        if (era.Length == 0)
            return false;
        var text = new WrittenDate(cell.AsSpan(era.Length));
        if (text.rest.Length == 6 && !text.rest.ContainsAnyExceptInRange('0', '9'))
            return text.Number(2, 2, out date.Year) && text.Number(2, 2, out date.Month) && text.Number(2, 2, out date.Day);
        if (text.Sign('元'))
            date.Year = 1;
        else if (!text.Number(1, 2, out date.Year))
            return false;
        return text.MonthAndDay(out date.Month, out date.Day);
    }

    /// <summary>2026年4月1日, 2026/4/1 with one separator twice.</summary>
    /// <param name="cell">The folded cell.</param>
    /// <param name="date">The numbers.</param>
    public static bool TryWestern(string cell, out (int Year, int Month, int Day) date)
    {
        date = default;
        var text = new WrittenDate(cell);
        return text.Number(4, 4, out date.Year) && text.MonthAndDay(out date.Month, out date.Day);
    }

    private bool MonthAndDay(out int month, out int day)
    {
        (month, day) = (0, 0);
        if (Sign('年'))
            return Number(1, 2, out month) && Sign('月') && Number(1, 2, out day) && Sign('日') && rest.IsEmpty;
        if (rest is not ['.' or '/' or '-', ..])
            return false;
        var separator = rest[0];
        return Sign(separator) && Number(1, 2, out month) && Sign(separator) && Number(1, 2, out day) && rest.IsEmpty;
    }

    private bool Sign(char sign)
    {
        if (rest.IsEmpty || rest[0] != sign)
            return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>As many digits as stand there, up to the most.</summary>
    private bool Number(int fewest, int most, out int number)
    {
        var digits = 0;
        for (number = 0; digits < most && digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
            number = (number * 10) + (rest[digits] - '0');
        rest = rest[digits..];
        return digits >= fewest;
    }
}

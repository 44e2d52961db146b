using System.Globalization;
using AccessGov.Core.Desired;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>The days that are asked for.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record MoveWindow(DateOnly From, DateOnly To)
{
    private const string Form = "yyyy-MM-dd";

    // Two months: an April with its 内示.
    private const int UsualDays = 62;

    /// <summary>What an address says; where it says nothing, two months from today.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="today">The day.</param>
    /// <returns>Null for a date that cannot be read, an end before the beginning, or a window that is too long.</returns>
    public static MoveWindow? Read(string? from, string? to, DateOnly today)
    {
        var first = today;
        if (!string.IsNullOrEmpty(from) && !TryRead(from, out first))
            return null;
        var last = Usual(first).To;
        if (!string.IsNullOrEmpty(to) && !TryRead(to, out last))
            return null;
        return last < first || last.DayNumber - first.DayNumber > ComingMoves.MostDays ? null : new MoveWindow(first, last);
    }

    /// <summary>Two months from a day.</summary>
    /// <param name="first">The first day.</param>
    public static MoveWindow Usual(DateOnly first) => new(first, first.AddDays(UsualDays));

    /// <summary>As an address says it.</summary>
    public string Query => $"from={Text(From)}&to={Text(To)}";

    /// <summary>A day as a form sends it.</summary>
    /// <param name="day">The day.</param>
    public static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    // The first and the last days of all have no neighbours.
    private static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1900 and < 2200;
}

using System.Globalization;
using AccessGov.App.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Campaign;

/// <summary>
/// 登録率 over time as lines in a picture: everybody, and the units that lag most. Lines differ by their dashes and their marks and are named
/// at their ends, so that black and white is enough.
/// </summary>
/// <param name="Days">Days shown, in order.</param>
/// <param name="Lines">The lines; the first is everybody's.</param>
public sealed record RatePlot(IReadOnlyList<DateOnly> Days, IReadOnlyList<RatePlot.Line> Lines)
{
    /// <summary>Size of the picture and of what lies around its field, in its own units.</summary>
    public const int Width = 900,
        Height = 300,
        Left = 56,
        Right = 230,
        Top = 16,
        Bottom = 36;

    private const int MostDays = 24,
        MostUnits = 2,
        LabelHeight = 20;

    /// <summary>A line.</summary>
    /// <param name="Name">What it shows.</param>
    /// <param name="Mark">Its CSS class: dashes and width.</param>
    /// <param name="Sign">The mark at its points, also in the table.</param>
    /// <param name="Values">For each day how many need a key and have one; null where nobody needed one.</param>
    public sealed record Line(string Name, string Mark, string Sign, IReadOnlyList<(int Needed, int Enrolled)?> Values)
    {
        /// <summary>Where its name stands.</summary>
        public double LabelY { get; init; }
    }

    /// <summary>Marks of the lines that are in the picture.</summary>
    private static readonly (string Mark, string Sign)[] Marks = [("all", "●"), ("first", "■"), ("second", "▲")];

    /// <summary>Draws.</summary>
    /// <param name="kept">Days that were kept, in order; of today what is now.</param>
    /// <param name="everybody">Name of the first line.</param>
    /// <param name="nameOf">Name of a unit.</param>
    public static RatePlot Of(IReadOnlyList<EnrolmentRates.Day> kept, string everybody, Func<OrgCode, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.Count == 0)
            return new RatePlot([], []);
        var last = kept[^1];
        var step = Math.Max(1, (last.On.DayNumber - kept[0].On.DayNumber + MostDays) / MostDays);
        // Counted back from the last: the same days stand at the same distance whatever was missed.
        var days = kept.Where(d => (last.On.DayNumber - d.On.DayNumber) % step == 0).ToArray();
        var units = last
            .Units.Where(u => u.Unit is not null && u.Enrolled < u.Needed)
            .OrderByDescending(u => u.Needed - u.Enrolled)
            .Take(MostUnits)
            .Select(u => u.Unit!.Value)
            .ToArray();
        Line[] lines =
        [
            new(everybody, Marks[0].Mark, Marks[0].Sign, [.. days.Select(d => Sum(d.Units))]),
            .. units.Select((unit, i) => new Line(
                nameOf(unit),
                Marks[i + 1].Mark,
                Marks[i + 1].Sign,
                [.. days.Select(d => Sum(d.Units.Where(u => u.Unit == unit)))]
            )),
        ];
        return new RatePlot([.. days.Select(d => d.On)], Spread(lines));
    }

    /// <summary>Share in per cent; whole only when everybody has a key.</summary>
    /// <param name="value">How many need one, and have one.</param>
    public static int Percent((int Needed, int Enrolled) value) => value.Enrolled * 100 / value.Needed;

    /// <summary>Where a day lies.</summary>
    /// <param name="day">Which of them.</param>
    public double X(int day)
    {
        var span = Days[^1].DayNumber - Days[0].DayNumber;
        return span == 0 ? Width - Right : Left + ((Width - Left - Right) * (double)(Days[day].DayNumber - Days[0].DayNumber) / span);
    }

    /// <summary>Where a share lies.</summary>
    /// <param name="percent">The share.</param>
    public static double Y(double percent) => Top + ((Height - Top - Bottom) * (100 - percent) / 100);

    /// <summary>A number as SVG wants it, in any language.</summary>
    /// <param name="value">The number.</param>
    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The corners of a line.</summary>
    /// <param name="line">Which.</param>
    public IEnumerable<(double X, double Y)> Corners(Line line)
    {
        ArgumentNullException.ThrowIfNull(line);
        for (var i = 0; i < Days.Count; i++)
            if (line.Values[i] is { } value)
                yield return (X(i), Y(Percent(value)));
    }

    private static (int, int)? Sum(IEnumerable<EnrolmentRates.Line> units)
    {
        var (needed, enrolled) = units.Aggregate((0, 0), (sum, u) => (sum.Item1 + u.Needed, sum.Item2 + u.Enrolled));
        return needed == 0 ? null : (needed, enrolled);
    }

    /// <summary>Names that would lie on each other are moved apart, in the order of their lines.</summary>
    private static Line[] Spread(Line[] lines)
    {
        var at = double.NegativeInfinity;
        var placed = lines.ToArray();
        foreach (var (line, i) in lines.Select((l, i) => (l, i)).OrderByDescending(l => l.l.Values[^1] is { } v ? Percent(v) : -1))
        {
            at = Math.Max(at + LabelHeight, Y(line.Values[^1] is { } value ? Percent(value) : 0));
            placed[i] = line with { LabelY = at };
        }
        var over = Math.Max(0, at - (Height - 8));
        return [.. placed.Select(l => l with { LabelY = l.LabelY - over })];
    }
}

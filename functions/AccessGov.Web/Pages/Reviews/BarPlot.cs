using System.Globalization;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>Some numbers as bars with their names and values beside them: black and white is enough.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Bars">Name, length within the field, and value in words.</param>
public sealed record BarPlot(string Title, IReadOnlyList<BarPlot.Bar> Bars)
{
    /// <summary>Size of the picture in its own units.</summary>
    public const int Width = 900,
        Left = 160,
        Step = 34,
        Thick = 22,
        Field = 560;

    /// <summary>A bar.</summary>
    /// <param name="Name">Beside it.</param>
    /// <param name="Length">Its length, 0 to <see cref="Field"/>.</param>
    /// <param name="Value">At its end.</param>
    public sealed record Bar(string Name, double Length, string Value);

    /// <summary>Height of the picture.</summary>
    public int Height => (Bars.Count * Step) + 8;

    /// <summary>Draws.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="values">Name, number and what stands at its end.</param>
    public static BarPlot Of(string title, IReadOnlyList<(string Name, int Number, string Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var most = Math.Max(1, values.Select(v => v.Number).DefaultIfEmpty().Max());
        return new BarPlot(title, [.. values.Select(v => new Bar(v.Name, (double)Field * v.Number / most, v.Value))]);
    }

    /// <summary>A number as SVG wants it, in any language.</summary>
    /// <param name="value">The number.</param>
    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

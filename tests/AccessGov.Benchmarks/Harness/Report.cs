using System.Globalization;
using System.Text.Json;

namespace AccessGov.Benchmarks.Harness;

/// <summary>Figures as a table for people and as JSON for programs.</summary>
internal sealed class Report(TextWriter to)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Dictionary<string, object> all = [];

    /// <summary>Prints a table and remembers it under its title.</summary>
    public void Table(string title, string[] columns, IReadOnlyList<object[]> rows)
    {
        all[title] = rows.Select(row => columns.Zip(row).ToDictionary(c => c.First, c => c.Second)).ToArray();
        var cells = rows.Select(row => row.Select(Text).ToArray()).Prepend(columns).ToArray();
        var widths = columns.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        to.WriteLine($"\n{title}");
        foreach (var row in cells)
            to.WriteLine(
                "  " + string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()
            );
    }

    /// <summary>Prints a promise with its number and limit.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Promise(string what, double number, double limit)
    {
        var kept = number <= limit;
        to.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"  {(kept ? "held  " : "BROKEN")} {what}: {number:0.###} (limit {limit:0.###})")
        );
        all[what] = new
        {
            number,
            limit,
            kept,
        };
        return kept;
    }

    public Task SaveAsync(FileInfo file, CancellationToken ct) =>
        File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(all, Indented), ct);

    private static string Text(object cell) =>
        cell switch
        {
            double number => number.ToString(number >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture),
            int or long => string.Create(CultureInfo.InvariantCulture, $"{cell:#,0}"),
            _ => $"{cell}",
        };
}

using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Profiles;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>Which column of an unseen file is which of a profile, and which are none that we know.</summary>
internal sealed class ColumnPlaces
{
    private ColumnPlaces(IReadOnlyDictionary<string, SeenColumn> placed, IReadOnlyList<SeenColumn> others) =>
        (Placed, Others) = (placed, others);

    /// <summary>Logical column to the column of the file.</summary>
    public IReadOnlyDictionary<string, SeenColumn> Placed { get; }

    /// <summary>Columns that nobody could place, without the sensitive ones and those that nobody wants, in file order.</summary>
    public IReadOnlyList<SeenColumn> Others { get; }

    /// <summary>Places the columns of a file.</summary>
    /// <param name="columns">What was seen.</param>
    public static ColumnPlaces Of(IReadOnlyList<SeenColumn> columns)
    {
        // Of a header that stands twice nobody knows which is meant, and a profile that maps it is refused.
        var free = columns
            .Where(c => !c.IsSensitive && c.Header.Length > 0)
            .GroupBy(c => c.Key)
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single());
        var placed = new Dictionary<string, SeenColumn>();
        foreach (var (column, headers) in KnownHeaders.All)
            foreach (var header in headers)
                if (free.TryGetValue(header, out var seen) && Fits(column, seen))
                {
                    placed.Add(column, seen);
                    free.Remove(header);
                    break;
                }
        var taken = placed.Values.ToHashSet();
        return new ColumnPlaces(
            placed,
            [.. columns.Where(c => !c.IsSensitive && c.Header.Length > 0 && !taken.Contains(c) && !KnownHeaders.IsNeverWanted(c.Key))]
        );
    }

    /// <summary>False when what stands in a column cannot be what its header says.</summary>
    private static bool Fits(string column, SeenColumn seen)
    {
        if (seen.Filled == 0)
            return true;
        var holdsDays = seen.DaysSeen * 2 >= seen.Filled;
        if (KnownHeaders.IsOfDays(column))
            return holdsDays;
        if (seen.Words is { } words && KnownWords.AreOfAnother(column, [.. words.Select(w => w.Text)]))
            return false;
        // Numbers of eight digits may be numbers and days; words and names are no days.
        return column switch
        {
            ExtractColumn.EmployeeId or ExtractColumn.FormerId => true,
            ExtractColumn.Org => seen.IsCode,
            _ => !(holdsDays && seen.DatesIn != DateForms.None),
        };
    }
}

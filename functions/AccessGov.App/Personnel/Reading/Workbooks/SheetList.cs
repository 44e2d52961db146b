using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>Which sheets a workbook has, and how it counts days.</summary>
internal sealed class SheetList
{
    // Excel's own limit for a name; of more sheets a message names the first.
    private const int LongestName = 31,
        MostNamed = 20;

    private readonly List<(string Name, bool IsHidden, string Part)> sheets = [];

    /// <summary>Reads the list.</summary>
    /// <param name="package">The workbook.</param>
    public SheetList(WorkbookPackage package)
    {
        var relations = package.RelationsOf(package.Book);
        if (relations.Any(r => r.Kind.EndsWith("Macrosheet", StringComparison.OrdinalIgnoreCase)))
            throw new WorkbookFault(Wording.Of("Workbook.macros"));
        TextsPart = relations.FirstOrDefault(r => r.Kind == "sharedStrings")?.Part;
        StylesPart = relations.FirstOrDefault(r => r.Kind == "styles")?.Part;
        var isWorkbook = false;
        using var reader = package.Open(package.Book);
        while (reader.Read())
            if (reader.Begins("workbook"))
                isWorkbook = true;
            else if (reader.Begins("workbookPr"))
                CountsFrom1904 |= reader.Flag("date1904");
            else if (reader.Begins("sheet") && reader.Depth == 2)
                Add(reader.GetAttribute("name"), reader.GetAttribute("state"), reader.Relation(), relations);
        if (!isWorkbook)
            throw new WorkbookFault(Wording.Of("Workbook.none"));
    }

    /// <summary>True when day 0 is 1904-01-01, as in workbooks that began on a Macintosh; else day 1 is 1900-01-01.</summary>
    public bool CountsFrom1904 { get; }

    /// <summary>The part with the texts that cells share; null for none.</summary>
    public string? TextsPart { get; }

    /// <summary>The part with the formats of cells; null for none.</summary>
    public string? StylesPart { get; }

    /// <summary>The sheet that is meant.</summary>
    /// <param name="name">Its name, for which widths and spaces do not count; null for the only one that is seen.</param>
    /// <exception cref="WorkbookFault">There is none, or more than one; it names them.</exception>
    public (string Name, string Part) Find(string? name)
    {
        if (name is null)
        {
            var seen = sheets.FindAll(s => !s.IsHidden);
            return seen is [var only]
                ? (only.Name, only.Part)
                : throw new WorkbookFault(Wording.Of("Workbook.several-sheets", seen.Count, Names(seen.Select(s => s.Name))));
        }
        var named = sheets.FindAll(s => s.Name == name);
        if (named.Count == 0)
            named = sheets.FindAll(s => Folding.Key(s.Name) == Folding.Key(name));
        return named is [var one]
            ? (one.Name, one.Part)
            : throw new WorkbookFault(Wording.Of("Workbook.no-sheet", name, Names(sheets.Select(s => s.Name))));
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Take(MostNamed));

    private void Add(string? name, string? state, string? relation, IReadOnlyList<WorkbookPackage.Relation> relations)
    {
        if (name is not { Length: > 0 and <= LongestName } || relations.FirstOrDefault(r => r.Id == relation) is not { } found)
            throw WorkbookFault.Damaged();
        // A chart on a sheet of its own has no cells.
        if (found.Kind == "worksheet")
            sheets.Add((name, state is "hidden" or "veryHidden", found.Part));
    }
}

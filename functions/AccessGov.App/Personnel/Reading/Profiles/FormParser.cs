using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>Reads the keys that every kind of profile shares.</summary>
internal static class FormParser
{
    /// <summary>Keys read here.</summary>
    public static readonly string[] Keys =
    [
        "kind",
        "source",
        "encoding",
        "delimiter",
        "idWidth",
        "totalRow",
        "finalLineBreak",
        "maxRejectedShare",
        "dates",
        "nullWords",
        "noEndWords",
        "columns",
        "optional",
        "ignored",
    ];

    private static readonly Dictionary<string, TextEncoding> Encodings = new()
    {
        ["utf-8"] = TextEncoding.Utf8,
        ["cp932"] = TextEncoding.Cp932,
    };
    private static readonly Dictionary<string, char> Delimiters = new() { ["comma"] = ',', ["tab"] = '\t' };
    private static readonly Dictionary<string, bool> Needs = new() { ["required"] = true, ["optional"] = false };

    /// <summary>Reads the form; faults go to the map's list.</summary>
    public static TableForm Parse(StrictMap map, string kind, string[] needed, string[] possible)
    {
        map.Word("kind", new Dictionary<string, string> { [kind] = kind }, kind, required: true);
        var columns = Columns(map, needed, possible);
        var optional = map.List("optional").ToHashSet();
        foreach (var name in optional.Where(name => !columns.ContainsKey(name) || name == ExtractColumn.EmployeeId))
            map.FaultAt(
                "optional",
                name == ExtractColumn.EmployeeId ? "'employeeId' cannot be optional." : $"'{name}' in 'optional' is not one of 'columns'."
            );
        return new TableForm(
            map.Text("source", required: true) ?? "",
            map.Word("encoding", Encodings, TextEncoding.Utf8, required: true),
            map.Word("delimiter", Delimiters, ',', required: true),
            columns,
            optional,
            Folded(map.List("ignored")),
            Folded(map.List("nullWords")),
            Folded(map.List("noEndWords")),
            Dates(map),
            (int?)Whole(map),
            map.Word("totalRow", Needs, false),
            map.Word("finalLineBreak", Needs, true),
            map.Number("maxRejectedShare", 0, 1) ?? TableForm.DefaultMaxRejectedShare
        );
    }

    /// <summary>Reads a map of words to meanings, keyed by folded words.</summary>
    public static Dictionary<string, T> Words<T>(StrictMap? words, string key, IReadOnlyDictionary<string, T> meanings, bool required)
    {
        var read = new Dictionary<string, T>();
        if (words?.Map(key, required) is not { } map)
            return read;
        foreach (var word in map.Keys.ToArray())
        {
            var meaning = map.Word(word, meanings, default!);
            if (!read.TryAdd(Folding.Key(word), meaning))
                map.FaultAt(word, $"'{word}' stands twice in '{key}' (widths and spaces do not count).");
        }
        map.RefuseUnknownKeys(map.Keys);
        return read;
    }

    private static Dictionary<string, string> Columns(StrictMap map, string[] needed, string[] possible)
    {
        var columns = new Dictionary<string, string>();
        if (map.Map("columns", required: true) is not { } names)
            return columns;
        foreach (var logical in needed.Concat(possible))
        {
            if (names.Text(logical, needed.Contains(logical)) is not { } header)
                continue;
            if (SensitiveColumns.Names(header))
                names.FaultAt(logical, $"'{header}' looks like a sensitive column and may not be mapped.");
            if (columns.FirstOrDefault(c => Folding.Key(c.Value) == Folding.Key(header)) is { Key: { } twin })
                names.FaultAt(logical, $"'{header}' is already mapped to '{twin}'.");
            columns[logical] = header;
        }
        names.RefuseUnknownKeys(needed.Concat(possible));
        return columns;
    }

    private static DateForms Dates(StrictMap map)
    {
        var dates = DateForms.None;
        foreach (var word in map.List("dates"))
        {
            if (DateFormWords.All.ByCode.TryGetValue(word, out var form))
                dates |= form;
            else
                map.FaultAt("dates", $"'{word}' in 'dates' is unknown; allowed: {string.Join(", ", DateFormWords.All.ByCode.Keys)}.");
        }
        return dates == DateForms.None ? DateForms.Usual : dates;
    }

    private static double? Whole(StrictMap map)
    {
        var width = map.Number("idWidth", 1, Core.Kernel.EmployeeId.MaxLength);
        if (width is { } w && w != Math.Floor(w))
            map.FaultAt("idWidth", "'idWidth' must be a whole number.");
        return width;
    }

    private static HashSet<string> Folded(IReadOnlyList<string> words) => [.. words.Select(Folding.Key)];
}

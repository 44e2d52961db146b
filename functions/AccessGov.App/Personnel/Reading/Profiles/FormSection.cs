using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>The keys that every kind of profile shares.</summary>
internal static class FormSection
{
    public static readonly string[] Required = ["kind", "source", "encoding", "delimiter", "columns"];

    public static readonly string[] Optional =
    [
        "idWidth",
        "totalRow",
        "finalLineBreak",
        "maxRejectedShare",
        "dates",
        "nullWords",
        "noEndWords",
        "optional",
        "ignored",
    ];

    private static readonly Word<TextEncoding>[] Encodings = [new(TextEncoding.Utf8, "utf-8"), new(TextEncoding.Cp932, "cp932")];
    private static readonly Word<char>[] Delimiters = [new(',', "comma"), new('\t', "tab")];
    private static readonly Word<bool>[] Needs = [new(true, "required"), new(false, "optional")];
    private static readonly IReadOnlyList<Word<DateForms>> Dates = ProfileReading.Words(DateFormWords.All);

    /// <summary>Reads the form. It is of use only when nothing was complained of.</summary>
    /// <param name="profile">The root of the profile.</param>
    /// <param name="reading">Takes the complaints.</param>
    /// <param name="kind">Kind of profile that is meant.</param>
    /// <param name="needed">Logical columns that must be mapped.</param>
    /// <param name="possible">Those that may be.</param>
    public static TableForm Read(Section profile, ProfileReading reading, string kind, string[] needed, string[] possible)
    {
        var values = reading.Values;
        if (values.Text(profile["kind"]) is { } said && said != kind)
            reading.Add(profile["kind"]!, $"'{said}' is another kind of profile.", $"Write {kind}, or give the file the right name.");
        var columns = Columns(profile["columns"], reading, needed, possible);
        return new TableForm(
            values.Text(profile["source"], Forms.IsName32(), Forms.Name32) ?? "",
            values.Word(profile["encoding"], Encodings) ?? default,
            values.Word(profile["delimiter"], Delimiters) ?? default,
            columns,
            MayBeMissing(profile["optional"], reading, columns),
            reading.Folded(profile["ignored"]),
            reading.Folded(profile["nullWords"]),
            reading.Folded(profile["noEndWords"]),
            values.Words(profile["dates"], Dates).Aggregate(DateForms.None, (all, one) => all | one)
                is var dates
            && dates == DateForms.None
                ? DateForms.Usual
                : dates,
            values.Whole(profile["idWidth"], 1, Core.Kernel.EmployeeId.MaxLength),
            values.Word(profile["totalRow"], Needs) ?? false,
            values.Word(profile["finalLineBreak"], Needs) ?? true,
            (double?)values.Share(profile["maxRejectedShare"]) ?? TableForm.DefaultMaxRejectedShare
        );
    }

    private static Dictionary<string, string> Columns(YamlField? field, ProfileReading reading, string[] needed, string[] possible)
    {
        var columns = new Dictionary<string, string>();
        if (Section.Of(field, new KeySet("mapping of columns", needed, possible), reading.Errors) is not { } names)
            return columns;
        foreach (var logical in needed.Concat(possible))
        {
            if (reading.Values.Text(names[logical]) is not { } header)
                continue;
            if (SensitiveColumns.Names(header))
                reading.Add(names[logical]!, $"'{header}' looks like a sensitive column.", "Leave it out: it may not be mapped.");
            if (columns.FirstOrDefault(c => Folding.Key(c.Value) == Folding.Key(header)) is { Key: { } twin })
                reading.Add(names[logical]!, $"'{header}' is already mapped to '{twin}'.", "Name another column.");
            columns[logical] = header;
        }
        return columns;
    }

    private static HashSet<string> MayBeMissing(YamlField? field, ProfileReading reading, Dictionary<string, string> columns)
    {
        var missing = new HashSet<string>();
        foreach (var (name, item) in reading.Texts(field))
            if (name == ExtractColumn.EmployeeId)
                reading.Add(item, "'employeeId' cannot be optional.", "Remove it here.");
            else if (!columns.ContainsKey(name))
                reading.Add(item, $"'{name}' is not one of 'columns'.", Suggestions.For(name, columns.Keys));
            else
                missing.Add(name);
        return missing;
    }
}

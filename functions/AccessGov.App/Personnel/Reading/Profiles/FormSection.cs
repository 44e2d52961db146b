using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>The keys that every kind of profile shares.</summary>
internal static class FormSection
{
    public static readonly string[] Required = ["kind", "source", "columns"];

    public static readonly string[] Optional =
    [
        "encoding",
        "delimiter",
        "idWidth",
        "totalRow",
        "finalLineBreak",
        "maxRejectedShare",
        "dates",
        "nullWords",
        "noEndWords",
        "optional",
        "ignored",
        "sheet",
    ];

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
            reading.Add(profile["kind"]!, Wording.Of("Profile.other-kind", said), Wording.Of("Profile.write-kind", kind));
        var columns = Columns(profile["columns"], reading, needed, possible);
        return new TableForm(
            values.Text(profile["source"], Forms.IsName32(), Forms.Name32) ?? "",
            values.Word(profile["encoding"], ProfileWords.Encodings) ?? TextEncoding.Utf8,
            values.Word(profile["delimiter"], ProfileWords.Delimiters) ?? ',',
            columns,
            MayBeMissing(profile["optional"], reading, columns),
            reading.Folded(profile["ignored"]),
            reading.Folded(profile["nullWords"]),
            reading.Folded(profile["noEndWords"]),
            values.Words(profile["dates"], ProfileWords.Dates).Aggregate(DateForms.None, (all, one) => all | one) is var dates
            && dates == DateForms.None
                ? DateForms.Usual
                : dates,
            values.Whole(profile["idWidth"], 1, Core.Kernel.EmployeeId.MaxLength),
            values.Word(profile["totalRow"], ProfileWords.Needs) ?? false,
            values.Word(profile["finalLineBreak"], ProfileWords.Needs) ?? true,
            (double?)values.Share(profile["maxRejectedShare"]) ?? TableForm.DefaultMaxRejectedShare
        )
        {
            Sheet = values.Text(profile["sheet"]),
        };
    }

    private static Dictionary<string, string> Columns(YamlField? field, ProfileReading reading, string[] needed, string[] possible)
    {
        var columns = new Dictionary<string, string>();
        if (Section.Of(field, new KeySet("columns", needed, possible), reading.Errors) is not { } names)
            return columns;
        foreach (var logical in needed.Concat(possible))
        {
            if (reading.Values.Text(names[logical]) is not { } header)
                continue;
            if (SensitiveColumns.Names(header))
                reading.Add(names[logical]!, Wording.Of("Profile.sensitive", header), Wording.Of("Profile.leave-out"));
            if (columns.FirstOrDefault(c => Folding.Key(c.Value) == Folding.Key(header)) is { Key: { } twin })
                reading.Add(names[logical]!, Wording.Of("Profile.mapped-twice", header, twin), Wording.Of("Profile.other-column"));
            columns[logical] = header;
        }
        return columns;
    }

    private static HashSet<string> MayBeMissing(YamlField? field, ProfileReading reading, Dictionary<string, string> columns)
    {
        var missing = new HashSet<string>();
        foreach (var (name, item) in reading.Texts(field))
            if (name == ExtractColumn.EmployeeId)
                reading.Add(item, Wording.Of("Profile.number-optional"), Wording.Of("Yaml.remove-it"));
            else if (!columns.ContainsKey(name))
                reading.Add(item, Wording.Of("Profile.no-column", name), Suggestions.For(name, columns.Keys));
            else
                missing.Add(name);
        return missing;
    }
}

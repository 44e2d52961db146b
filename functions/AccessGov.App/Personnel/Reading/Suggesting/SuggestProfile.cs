using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Workbooks;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>
/// Proposes a mapping profile for an extract that nobody has mapped yet, from its header and from the forms of what stands below. Nothing
/// of a person is in the proposal: no number, no name, no day, only headers, counts and words of codes.
/// </summary>
public static class SuggestProfile
{
    /// <summary>Looks at a file.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="source">The 任命権者's id in the policy.</param>
    /// <param name="sheet">Which sheet of an Excel workbook; null for the only one that is seen.</param>
    public static ProfileSuggestion Of(byte[] bytes, string source, string? sheet)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var (table, reasons) = SeenTable.Of(bytes, sheet);
        if (table is null)
            return new ProfileSuggestion.Refused([.. reasons.Select(Here)]);
        var places = ColumnPlaces.Of(table.Columns);
        var draft = new ProfileDraft(table, places);
        draft.Write(source);
        return new ProfileSuggestion.Proposed(
            draft.Lines,
            [.. ExtractColumn.Needed.Where(c => !places.Placed.ContainsKey(c))],
            draft.Questions
        )
        {
            Undecided = draft.Undecided,
        };
    }

    /// <summary>What is refused as by an import, with what can be done here: there is no profile yet that could be corrected.</summary>
    private static Wording Here(Wording reason) =>
        reason.Key switch
        {
            "Workbook.several-sheets" => Wording.Of("Suggest.several-sheets", [.. reason.Values]),
            "Workbook.no-sheet" => Wording.Of("Suggest.no-sheet", [.. reason.Values]),
            "Table.utf16" => Wording.Of("Suggest.utf16"),
            "Table.zero-byte" => Wording.Of("Suggest.zero-byte", [.. reason.Values]),
            _ => reason,
        };

    /// <summary>True for an Excel workbook, which has sheets to choose from.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    public static bool HasSheets(byte[] bytes) => Signature.IsWorkbook(bytes);

    /// <summary>True for what may be the id of a source.</summary>
    /// <param name="source">Any text.</param>
    public static bool IsSource(string source) => Forms.IsName32().IsMatch(source);
}

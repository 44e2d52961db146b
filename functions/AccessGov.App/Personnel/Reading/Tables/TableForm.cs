using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>The outer form of a delivered table: how to find its columns and rows, before any meaning.</summary>
/// <param name="Source">The source's id, repeated in every report.</param>
/// <param name="Encoding">Encoding of the bytes.</param>
/// <param name="Delimiter">Comma or tab.</param>
/// <param name="Columns">Logical column name to the header in the file.</param>
/// <param name="Optional">Logical columns that a delivery may lack.</param>
/// <param name="Ignored">Headers that are known and not wanted; others cause a notice.</param>
/// <param name="NullWords">Words for an empty cell, folded.</param>
/// <param name="NoEndWords">Words for "no end" in date columns, folded.</param>
/// <param name="Dates">Date forms that the source uses.</param>
/// <param name="IdWidth">Exact length of a 職員番号; lost leading zeros are restored to it. Null when the source has no fixed width.</param>
/// <param name="NeedsTotalRow">True when every delivery ends with a total row, so that a missing one means a cut file.</param>
/// <param name="NeedsFinalLineBreak">True when the last line always ends with a line break, so that a missing one means a cut file.</param>
/// <param name="MaxRejectedShare">Largest share (0 to 1) of data rows that may be rejected before the file is refused.</param>
public sealed record TableForm(
    string Source,
    TextEncoding Encoding,
    char Delimiter,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlySet<string> Optional,
    IReadOnlySet<string> Ignored,
    IReadOnlySet<string> NullWords,
    IReadOnlySet<string> NoEndWords,
    DateForms Dates,
    int? IdWidth,
    bool NeedsTotalRow,
    bool NeedsFinalLineBreak,
    double MaxRejectedShare
)
{
    /// <summary>Which sheet of an Excel workbook is meant; null for the only one that is seen.</summary>
    public string? Sheet { get; init; }

    /// <summary>Lists that somebody may give instead by mistake.</summary>
    public IReadOnlyList<OtherList> Others { get; init; } = [];

    /// <summary>The same form among others.</summary>
    /// <param name="others">All lists that are known; null for none.</param>
    public TableForm Among(IReadOnlyList<OtherList>? others) =>
        this with { Others = [.. (others ?? []).Where(o => o.Form.Source != Source)] };

    /// <summary>Unless a profile says otherwise: one row in fifty.</summary>
    public const double DefaultMaxRejectedShare = 0.02;
}

using System.Globalization;
using System.Xml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>
/// The rows of a sheet, one after the other. Formulas and hidden rows are refused at its end, so that the refusal tells how many there are.
/// </summary>
/// <param name="reader">Stands before the sheet; it is left open.</param>
/// <param name="name">The sheet's.</param>
/// <param name="texts">What cells share.</param>
/// <param name="styles">How they are shown.</param>
/// <param name="countsFrom1904">How days are counted.</param>
internal sealed class SheetRows(XmlReader reader, string name, SharedTexts texts, CellStyles styles, bool countsFrom1904)
{
    // So many places are named, of more only the number.
    private const int MostNamed = 5;

    // More than anybody merges; only what is told of them is held.
    private const int MostMerged = 65_536;

    private readonly List<(int Column, string Text)> cells = [];
    private readonly List<MergedCells> merged = [];
    private readonly HashSet<int> numbers = [];
    private readonly List<string> formulas = [];
    private readonly List<int> hidden = [];
    private (int Formulas, int Hidden) count;
    private bool isSheet;
    private int column;

    /// <summary>The row's number, from 1.</summary>
    public int Row { get; private set; }

    /// <summary>The row's cells that are not empty, from left to right, columns from 1.</summary>
    public IReadOnlyList<(int Column, string Text)> Cells => cells;

    /// <summary>What is merged; known at the end.</summary>
    public IReadOnlyList<MergedCells> Merged => merged;

    /// <summary>Columns from 1 in which a cell is a number, which has no zeros at its beginning; no day is. Known at the end.</summary>
    public IReadOnlySet<int> NumberColumns => numbers;

    /// <summary>Goes on to the next row that is written; rows without cells may be left out of a sheet.</summary>
    /// <returns>False at the end of the sheet.</returns>
    /// <exception cref="WorkbookFault">It is no sheet of a list.</exception>
    public bool Read()
    {
        while (reader.Read())
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            else if (reader.Depth == 0)
                isSheet = reader.Begins("worksheet");
            else if (isSheet && reader.Begins("row") && reader.Depth == 2)
            {
                ReadRow();
                return true;
            }
            else if (reader.Begins("mergeCell"))
            {
                if (merged.Count == MostMerged)
                    throw WorkbookFault.Damaged();
                merged.Add(MergedCells.Of(reader.GetAttribute("ref")));
            }
        if (!isSheet)
            throw WorkbookFault.Damaged();
        if (count.Formulas > 0)
            throw new WorkbookFault(Wording.Of("Workbook.formulas", name, count.Formulas, formulas));
        if (count.Hidden > 0)
            throw new WorkbookFault(Wording.Of("Workbook.hidden-rows", name, count.Hidden, hidden));
        return false;
    }

    private void ReadRow()
    {
        var row = reader.Whole("r") ?? Row + 1;
        if (row <= Row || row > CellPlace.MostRows)
            throw WorkbookFault.Damaged();
        Row = row;
        cells.Clear();
        column = 0;
        var isHidden = reader.Flag("hidden");
        reader.Children(() =>
        {
            if (reader.Begins("c"))
                ReadCell();
        });
        if (!isHidden || cells.Count == 0)
            return;
        if (count.Hidden++ < MostNamed)
            hidden.Add(row);
    }

    private void ReadCell()
    {
        var (row, at) = reader.GetAttribute("r") is { } place ? CellPlace.Of(place) : (Row, column + 1);
        if (row != Row || at <= column || at > CellPlace.MostColumns)
            throw WorkbookFault.Damaged();
        column = at;
        var (type, style) = (reader.GetAttribute("t") ?? "n", reader.Whole("s"));
        string? raw = null;
        var (isText, isFormula) = (false, false);
        reader.Children(() =>
        {
            if (reader.Begins("f"))
                isFormula = true;
            else if (reader.Begins("v"))
                raw = reader.Text();
            else if (reader.Begins("is"))
                (raw, isText) = (reader.Item(), true);
        });
        if (isFormula && count.Formulas++ < MostNamed)
            formulas.Add(CellPlace.Text(row, at));
        if (isFormula || raw is not { Length: > 0 })
            return;
        var text = isText ? raw : TextOf(type, style, raw);
        if (text.Length == 0)
            return;
        cells.Add((at, text));
        if (!isText && type == "n" && !styles.AreDays(style))
            numbers.Add(at);
    }

    private string TextOf(string type, int? style, string raw) =>
        type switch
        {
            "s" => texts[Number(raw)],
            "n" => styles.AreDays(style) ? NumberText.Day(raw, countsFrom1904) : NumberText.Of(raw),
            "str" or "inlineStr" => WorkbookXml.Unescaped(raw),
            "b" => raw switch
            {
                "1" => "TRUE",
                "0" => "FALSE",
                _ => throw WorkbookFault.Damaged(),
            },
            // Whether an error stands where it matters is seen by who reads the row.
            "e" => raw.Trim(),
            "d" => DayOf(raw),
            _ => throw WorkbookFault.Damaged(),
        };

    private static int Number(string raw) =>
        int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw WorkbookFault.Damaged();

    /// <summary>A day as ISO 8601 writes it; few programs do.</summary>
    private static string DayOf(string raw) =>
        DateTime.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : throw WorkbookFault.Damaged();
}

using System.Buffers;
using System.Text;
using System.Xml;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>
/// A sheet of a workbook as the list that it would be if somebody had saved it as CSV: UTF-8, commas, each row in the line with its number,
/// so that all that is told of a list is told of a sheet.
/// </summary>
/// <param name="text">The list.</param>
/// <param name="merged">What is merged in the sheet.</param>
/// <param name="numberColumns">Columns, from 1, in which a cell is a number.</param>
/// <param name="countsFrom1904">How the workbook counts days.</param>
internal sealed class SheetText(
    Stream text,
    IReadOnlyList<MergedCells> merged,
    IReadOnlySet<int> numberColumns,
    bool countsFrom1904
)
{
    /// <summary>So many bytes a sheet may say, 64 MiB: some 400,000 rows.</summary>
    public const int MostText = 64 << 20;

    private static readonly SearchValues<char> ToQuote = SearchValues.Create(",\"\r\n");

    /// <summary>The list, which can be read as often as wanted.</summary>
    public Stream Text => text;

    /// <summary>What is merged in the sheet.</summary>
    public IReadOnlyList<MergedCells> Merged => merged;

    /// <summary>Columns, from 1, in which a cell is a number and no text.</summary>
    public IReadOnlySet<int> NumberColumns => numberColumns;

    /// <summary>How the workbook counts days.</summary>
    public bool CountsFrom1904 => countsFrom1904;

    /// <summary>Reads a sheet.</summary>
    /// <param name="file">The workbook, which is left open.</param>
    /// <param name="sheet">Which; null for the only one that is seen.</param>
    /// <exception cref="WorkbookFault">It is not read, and why.</exception>
    public static SheetText Of(Stream file, string? sheet)
    {
        try
        {
            return Read(file, sheet);
        }
        // What .NET says of archives and XML that are none. Nothing is written meanwhile.
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            throw WorkbookFault.Damaged(e);
        }
    }

    private static SheetText Read(Stream file, string? sheet)
    {
        using var package = new WorkbookPackage(file);
        var sheets = new SheetList(package);
        var (name, part) = sheets.Find(sheet);
        var texts = new SharedTexts(package, sheets.TextsPart);
        var styles = new CellStyles(package, sheets.StylesPart);
        using var reader = package.Open(part);
        var rows = new SheetRows(reader, name, texts, styles, sheets.CountsFrom1904);
        var text = new MemoryStream();
        // With a byte order mark, so that one in the first cell stays what it is.
        using (var writer = new StreamWriter(text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
            Write(rows, writer);
        return new SheetText(text, rows.Merged, rows.NumberColumns, sheets.CountsFrom1904);
    }

    private static void Write(SheetRows rows, StreamWriter writer)
    {
        var (line, width, left) = (0, 0, (long)MostText);
        while (rows.Read())
        {
            for (; line < rows.Row - 1; line++)
                Put("\n");
            var at = 1;
            foreach (var (column, text) in rows.Cells)
            {
                for (; at < column; at++)
                    Put(",");
                Put(text.AsSpan().ContainsAny(ToQuote) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
            }
            width = Math.Max(width, at);
            // Cells without a value are left out of sheets: a row is as wide as those above it, so never narrower than the header.
            for (; rows.Cells.Count > 0 && at < width; at++)
                Put(",");
            Put("\n");
            line = rows.Row;
        }

        void Put(string text)
        {
            left -= Encoding.UTF8.GetByteCount(text);
            if (left < 0)
                throw WorkbookFault.TooLarge(MostText);
            writer.Write(text);
        }
    }
}

using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>An unseen file: how it is written, where its header is, and what was seen in each column. It keeps no row.</summary>
internal sealed class SeenTable
{
    private static readonly char[] Delimiters = [',', '\t'];

    // The header stands in it, whatever comes before.
    private const int Beginning = 1 << 20;

    private SeenTable(TextEncoding encoding, char delimiter, string? sheet) => (Encoding, Delimiter, Sheet) = (encoding, delimiter, sheet);

    public TextEncoding Encoding { get; }

    public char Delimiter { get; }

    /// <summary>The sheet that was asked for; null for a list, and for the only sheet of a workbook.</summary>
    public string? Sheet { get; }

    /// <summary>True for a sheet of a workbook, which has neither an encoding nor a delimiter nor lines.</summary>
    public bool IsWorkbook { get; private init; }

    /// <summary>Row of the header as a spreadsheet counts, from 1.</summary>
    public int HeaderRow { get; private set; }

    public IReadOnlyList<SeenColumn> Columns { get; private set; } = [];

    public int Rows { get; private set; }

    public bool HasTotalRow { get; private set; }

    public bool HasFinalLineBreak { get; private set; }

    /// <summary>Looks through a file.</summary>
    /// <param name="file">The file as it was delivered: a list, or an Excel workbook.</param>
    /// <param name="sheet">Which sheet of a workbook; null for the only one that is seen.</param>
    /// <returns>What was seen, or why nothing can be said of it.</returns>
    public static (SeenTable? Table, IReadOnlyList<Wording> Reasons) Of(byte[] file, string? sheet)
    {
        if (file.Length == 0)
            return (null, [Wording.Of("Table.empty")]);
        var delivered = DeliveredTable.Of(
            new MemoryStream(file, writable: false),
            FormOf(TextEncoding.Utf8, ',', new Dictionary<string, string>(), sheet)
        );
        if (delivered.Fault is { } fault)
            return (null, [fault]);
        var bytes = BytesOf(delivered.Text);
        var (encoding, text, reason) = Decoded(bytes);
        if (text is null)
            return (null, [reason!]);
        var found = Delimiters.Select(d => (Delimiter: d, Header: HeaderOf(text, d))).MaxBy(f => f.Header.Known);
        if (found.Header.Known < 2)
            return (
                null,
                [
                    HeaderOf(text, ';').Known < 2
                        ? Wording.Of("Suggest.no-header", TableHeader.RowsSearched)
                        : Wording.Of("Suggest.semicolon-separator"),
                ]
            );
        var table = new SeenTable(encoding, found.Delimiter, sheet)
        {
            HeaderRow = found.Header.Row,
            IsWorkbook = delivered.HasPlaces,
            Columns = [.. found.Header.Cells.Select((c, i) => new SeenColumn(c) { HasNumbers = delivered.NumberColumns.Contains(i + 1) })],
            HasFinalLineBreak = bytes[^1] is (byte)'\n' or (byte)'\r',
        };
        var reasons = table.Walk(delivered);
        return reasons.Count > 0 ? (null, reasons) : (table, []);
    }

    /// <summary>How a table with such columns is written.</summary>
    private static TableForm FormOf(TextEncoding encoding, char delimiter, IReadOnlyDictionary<string, string> columns, string? sheet)
    {
        var none = new HashSet<string>();
        return new TableForm(
            "suggest",
            encoding,
            delimiter,
            columns,
            none,
            none,
            none,
            none,
            DateForms.Usual,
            IdWidth: null,
            NeedsTotalRow: false,
            NeedsFinalLineBreak: false,
            MaxRejectedShare: 1
        )
        {
            Sheet = sheet,
        };
    }

    private static byte[] BytesOf(Stream text)
    {
        text.Position = 0;
        var bytes = new byte[text.Length];
        text.ReadExactly(bytes);
        return bytes;
    }

    private static (TextEncoding Encoding, string? Text, Wording? Reason) Decoded(byte[] bytes)
    {
        var utf8 = FileText.Decode(bytes, TextEncoding.Utf8);
        if (utf8 is TextRead.Whole(var text))
            return (TextEncoding.Utf8, text, null);
        if (FileText.Decode(bytes, TextEncoding.Cp932) is TextRead.Whole(var other))
            return (TextEncoding.Cp932, other, null);
        var why = ((TextRead.Refused)utf8).Reason;
        // Where it stops to be UTF-8; else why it is no text at all.
        var isOther = why.Key is "Table.not-utf8" or "Table.cp932-not-utf8";
        return (default, null, isOther ? Wording.Of("Suggest.no-encoding", why.Values[0], why.Values[1]) : why);
    }

    /// <summary>The row of the beginning with the most headers that are known.</summary>
    private static (int Row, string[] Cells, int Known) HeaderOf(string text, char delimiter)
    {
        (int Row, string[] Cells, int Known) best = (0, [], 0);
        using var csv = CsvReader.Create(
            System.Text.Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, Beginning)]).AsMemory(),
            CsvRows.Options(delimiter)
        );
        try
        {
            for (var row = 1; row <= TableHeader.RowsSearched && csv.Read(); row++)
            {
                var cells = TableCells.All(csv);
                var known = cells.Select(KnownHeaders.Key).Distinct().Count(KnownHeaders.Knows);
                if (known > best.Known)
                    best = (row, cells, known);
            }
        }
        catch (CsvFormatException)
        {
            // Whoever walks over the whole file says where.
        }
        return best;
    }

    /// <summary>Hands every cell to its column; why the file is refused, when it is.</summary>
    private IReadOnlyList<Wording> Walk(DeliveredTable delivered)
    {
        // The header is found by all that stand in it once and say something.
        var sure = Columns.Where(c => KnownHeaders.Knows(c.Key) && Columns.Count(o => o.Key == c.Key) == 1);
        var form = FormOf(Encoding, Delimiter, sure.ToDictionary(c => c.Key, c => c.Header), Sheet);
        var scanned = new TableScan(delivered.As(form)).Run(_ =>
            (csv, _, _) =>
            {
                for (var i = 0; i < csv.FieldCount && i < Columns.Count; i++)
                    Columns[i].Add(csv.GetString(i));
            }
        );
        (Rows, HasTotalRow) = (scanned.Rows, scanned.Notices.Any(n => n.Kind == NoticeKind.TotalRowSkipped));
        return scanned.Reasons;
    }
}

using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using CsvHelper;

namespace AccessGov.App.Tests.Personnel.FormerReader;

/// <summary>Reads a delivered table whole or refuses it: encoding, quotes, header, total row, cut ends.</summary>
internal static class TableReader
{
    // A cell longer than Excel's own limit is a quote that was never closed.
    private const int MaxCell = 32_767;

    /// <summary>Reads the table; only mapped cells survive.</summary>
    public static TableRead Read(ReadOnlySpan<byte> bytes, TableForm form)
    {
        if (bytes.IsEmpty)
            return Refused("The file is empty (0 bytes). Deliver it again.");
        var decoded = FileText.Decode(bytes, form.Encoding);
        if (decoded is TextRead.Refused refused)
            return Refused(refused.Reason);
        var text = ((TextRead.Whole)decoded).Text;
        if (form.NeedsFinalLineBreak && text.Length > 0 && text[^1] is not ('\n' or '\r'))
            return Refused("The last line does not end with a line break, so the file was cut off. Deliver it again.");
        var records = new List<string[]>();
        if (Split(text, form, records) is { } broken)
            return Refused(broken);
        return Interpret(records, form);
    }

    /// <summary>Why no header of the table is in the beginning of its text; null when one is, or the beginning does not tell.</summary>
    public static string? HeaderFault(string beginning, TableForm form)
    {
        var records = new List<string[]>();
        // A quotation that the cut went through says nothing.
        Split(beginning, form, records);
        var reasons = new List<string>();
        return records.Count == 0 || TableHeader.Find(records, form, [], reasons) is not null ? null : string.Join(" ", reasons);
    }

    private static string? Split(string text, TableForm form, List<string[]> records)
    {
        var options = new CsvReaderOptions
        {
            Separator = form.Delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
        };
        try
        {
            using var csv = CsvReader.FromText(text, options);
            while (csv.Read())
            {
                var cells = new string[csv.FieldCount];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = csv.GetString(i);
                    if (cells[i].Length > MaxCell)
                        return $"Row {records.Count + 1}: a cell is longer than {MaxCell} characters; a quotation mark is probably not "
                            + $"closed. Deliver the file again.";
                }
                records.Add(cells);
            }
            return null;
        }
        catch (CsvFormatException)
        {
            return $"Row {records.Count + 1}: a quotation mark is not closed or stands where none may; the row is damaged or the file "
                + $"was cut off. Deliver it again.";
        }
    }

    private static TableRead Interpret(List<string[]> records, TableForm form)
    {
        var notices = new List<Notice>();
        var reasons = new List<string>();
        if (TableHeader.Find(records, form, notices, reasons) is not { } header)
            return new TableRead.Refused(reasons);
        var rows = new List<TableRow>();
        (int Row, int? Count)? total = null;
        for (var i = header.Index + 1; i < records.Count; i++)
        {
            var cells = records[i];
            if (cells.All(c => IsNull(c, form)))
                continue;
            if (total is { } t)
                return Refused($"Row {i + 1}: data follows the total row {t.Row}; two files may have been joined. Deliver one file.");
            if (TotalRow.Is(cells, out var count))
                total = (i + 1, count);
            else if (header.Repeats(cells))
                notices.Add(new(NoticeKind.RowSkipped, form.Source, i + 1, null, "The header row is repeated; skipped."));
            else
                rows.Add(RowOf(cells, i + 1, header, form));
        }
        if (CutOff(rows, total, form) is { } cut)
            return Refused(cut);
        if (total is { } found)
            notices.Add(
                new(NoticeKind.TotalRowSkipped, form.Source, found.Row, null, $"The total row says {found.Count}; so many rows were read.")
            );
        return new TableRead.Whole(rows, notices);
    }

    private static TableRow RowOf(string[] cells, int row, TableHeader header, TableForm form)
    {
        var isRagged = cells.Length < header.Width || cells.Skip(header.Width).Any(c => !IsNull(c, form));
        var kept = new Dictionary<string, string>(header.At.Count);
        foreach (var (logical, at) in header.At)
        {
            if (at < cells.Length && !IsNull(cells[at], form))
                kept[logical] = cells[at].Trim();
        }
        return new TableRow(row, isRagged, kept);
    }

    private static string? CutOff(List<TableRow> rows, (int Row, int? Count)? total, TableForm form)
    {
        if (total is { } t)
        {
            if (t.Count is null)
                return $"Row {t.Row}: the total row has no readable count. Deliver the file with '合計,N件'.";
            if (t.Count != rows.Count)
                return $"Row {t.Row}: the total row says {t.Count} rows, {rows.Count} were read. The file is not whole; deliver it again.";
        }
        else if (form.NeedsTotalRow)
            return "The total row is missing, so the file was cut off. Deliver it again.";
        if (rows.Count == 0)
            return "The file has a header and no data rows. Deliver it again.";
        return total is null && rows[^1].IsRagged
            ? $"Row {rows[^1].Row}: the last row has fewer cells than the header, so the file was cut off. Deliver it again."
            : null;
    }

    // string.Trim removes the ideographic space too.
    private static bool IsNull(string cell, TableForm form) => cell.AsSpan().Trim().IsEmpty || form.NullWords.Contains(Folding.Key(cell));

    private static TableRead.Refused Refused(string reason) => new([reason]);
}

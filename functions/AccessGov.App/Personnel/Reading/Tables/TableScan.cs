using System.Text;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Text;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>
/// Walks over a delivered table, row by row and holding none, or refuses it: encoding, quotes, header, total row, cut ends. A table may be
/// walked over again.
/// </summary>
internal sealed class TableScan(ReadOnlyMemory<byte> bytes, TableForm form)
{
    // A cell longer than Excel's own limit is a quote that was never closed.
    private const int MaxCell = 32_767;

    // Longer first cells are looked at as texts.
    private const int ShortCell = 64;

    private readonly TableCells cells = new(form);
    private TableHeader? header;

    /// <summary>Hands each data row to whoever takes it, and says at the end whether the table is whole.</summary>
    /// <param name="open">Called once the header is known: who takes the rows.</param>
    public TableScanned Run(Func<TableHeader, RowTaker> open)
    {
        if (bytes.IsEmpty)
            return Refused("The file is empty (0 bytes). Deliver it again.");
        if (FileText.Fault(bytes.Span, form.Encoding) is { } fault)
            return Refused(fault.Reason);
        if (form.NeedsFinalLineBreak && bytes.Length > BomLength && bytes.Span[^1] is not ((byte)'\n' or (byte)'\r'))
            return Refused(FaultOfText() ?? "The last line does not end with a line break, so the file was cut off. Deliver it again.");
        var beginning = new List<string[]>();
        if (ReadBeginning(beginning) is { } broken)
            return Refused(FaultOfText() ?? broken);
        var (notices, reasons) = (new List<Notice>(), new List<string>());
        header = TableHeader.Find(beginning, form, notices, reasons);
        var walk = new Walk(this, header, header is null ? null : open(header), notices);
        broken = walk.Run();
        if (walk.IsTextBroken || broken is not null)
            return Refused(FaultOfText() ?? broken!);
        if (header is null)
            return new TableScanned(0, [], reasons);
        return walk.Fault() is { } refusal ? Refused(refusal) : new TableScanned(walk.Rows, notices, []);
    }

    /// <summary>Hands out some rows of a table that was found whole.</summary>
    /// <param name="wanted">Rows as a spreadsheet counts, ascending.</param>
    /// <param name="open">Who takes them.</param>
    public void RunAgain(ReadOnlySpan<int> wanted, Func<TableHeader, RowTaker> open)
    {
        var known = header ?? throw new InvalidOperationException("Nobody has walked over the table yet.");
        var taker = open(known);
        using var csv = Open(out _);
        for (var row = 1; !wanted.IsEmpty && csv.Read(); row++)
            if (row == wanted[0])
            {
                taker(csv, row, IsRagged(csv, known));
                wanted = wanted[1..];
            }
    }

    /// <summary>Why no header of the table is in its beginning; null when one is, or the beginning does not tell.</summary>
    public string? HeaderFault()
    {
        var beginning = new List<string[]>();
        // A quotation that the cut went through says nothing.
        ReadBeginning(beginning);
        var reasons = new List<string>();
        return beginning.Count == 0 || TableHeader.Find(beginning, form, [], reasons) is not null ? null : string.Join(" ", reasons);
    }

    private int BomLength => form.Encoding == TextEncoding.Utf8 ? FileText.BomOf(bytes.Span) : 0;

    private string? FaultOfText() => (FileText.Decode(bytes.Span, form.Encoding) as TextRead.Refused)?.Reason;

    private string? ReadBeginning(List<string[]> records)
    {
        using var csv = Open(out _);
        try
        {
            while (records.Count < TableHeader.RowsSearched && csv.Read())
                if (IsTooLong(csv))
                    return TooLong(records.Count + 1);
                else
                    records.Add(TableCells.All(csv));
            return null;
        }
        catch (CsvFormatException)
        {
            return Damaged(records.Count + 1);
        }
    }

    private CsvReader Open(out Cp932Stream? decoding)
    {
        decoding = form.Encoding == TextEncoding.Cp932 ? new Cp932Stream(bytes) : null;
        var options = new CsvReaderOptions
        {
            Separator = form.Delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
        };
        return decoding is null ? CsvReader.Create(bytes[BomLength..], options) : CsvReader.Create(decoding, options);
    }

    private bool IsRagged(CsvReader csv, TableHeader header)
    {
        for (var i = header.Width; i < csv.FieldCount; i++)
            if (!cells.IsNull(csv.GetString(i)))
                return true;
        return csv.FieldCount < header.Width;
    }

    private static bool IsTooLong(CsvReader csv)
    {
        // A character has at least one byte.
        if (csv.RawRecord.Length <= MaxCell)
            return false;
        for (var i = 0; i < csv.FieldCount; i++)
            if (csv.GetString(i).Length > MaxCell)
                return true;
        return false;
    }

    private static string TooLong(int row) =>
        $"Row {row}: a cell is longer than {MaxCell} characters; a quotation mark is probably not closed. Deliver the file again.";

    private static string Damaged(int row) =>
        $"Row {row}: a quotation mark is not closed or stands where none may; the row is damaged or the file was cut off. "
        + "Deliver it again.";

    private static TableScanned Refused(string reason) => new(0, [], [reason]);

    /// <summary>One walk from the first row to the last: damage behind a fault is told before the fault.</summary>
    private sealed class Walk(TableScan scan, TableHeader? header, RowTaker? taker, List<Notice> notices)
    {
        private (int Row, int? Count)? total;
        private string? fault;
        private (int Row, bool IsRagged) last;

        public int Rows { get; private set; }

        /// <summary>True when a byte without meaning ended the text.</summary>
        public bool IsTextBroken { get; private set; }

        /// <summary>Why the text cannot be cut into rows; null when it can.</summary>
        public string? Run()
        {
            using var csv = scan.Open(out var decoding);
            var row = 0;
            try
            {
                while (csv.Read())
                {
                    row++;
                    if (IsTooLong(csv))
                        return TooLong(row);
                    if (fault is null && header is not null && row > header.Index + 1)
                        Take(csv, row, header);
                }
                return null;
            }
            catch (CsvFormatException)
            {
                return Damaged(row + 1);
            }
            finally
            {
                IsTextBroken = decoding is { IsBroken: true };
            }
        }

        /// <summary>Why the rows are not all that was written; null when they are.</summary>
        public string? Fault()
        {
            if (fault is not null)
                return fault;
            if (total is { Row: var at, Count: var count })
            {
                if (count is null)
                    return $"Row {at}: the total row has no readable count. Deliver the file with '合計,N件'.";
                if (count != Rows)
                    return $"Row {at}: the total row says {count} rows, {Rows} were read. The file is not whole; deliver it again.";
            }
            else if (scan.Form.NeedsTotalRow)
                return "The total row is missing, so the file was cut off. Deliver it again.";
            if (Rows == 0)
                return "The file has a header and no data rows. Deliver it again.";
            if (total is not { } found)
                return last.IsRagged
                    ? $"Row {last.Row}: the last row has fewer cells than the header, so the file was cut off. Deliver it again."
                    : null;
            notices.Add(
                new(
                    NoticeKind.TotalRowSkipped,
                    scan.Form.Source,
                    found.Row,
                    null,
                    $"The total row says {found.Count}; so many rows were read."
                )
            );
            return null;
        }

        private void Take(CsvReader csv, int row, TableHeader header)
        {
            if (!IsPlainlyData(csv, header))
            {
                var cells = TableCells.All(csv);
                if (Array.TrueForAll(cells, scan.Cells.IsNull))
                    return;
                if (AfterTotal(row))
                    return;
                if (TotalRow.Is(cells, out var count))
                {
                    total = (row, count);
                    return;
                }
                if (header.Repeats(cells))
                {
                    notices.Add(new(NoticeKind.RowSkipped, scan.Form.Source, row, null, "The header row is repeated; skipped."));
                    return;
                }
            }
            else if (AfterTotal(row))
                return;
            Rows++;
            last = (row, scan.IsRagged(csv, header));
            taker!(csv, row, last.IsRagged);
        }

        private bool AfterTotal(int row)
        {
            if (total is { Row: var at })
                fault = $"Row {row}: data follows the total row {at}; two files may have been joined. Deliver one file.";
            return fault is not null;
        }

        /// <summary>True when the first cell alone tells that the row is neither empty nor a total nor a repeated header.</summary>
        private bool IsPlainlyData(CsvReader csv, TableHeader header)
        {
            var first = csv.GetSpan(0);
            if (first.Length > ShortCell)
                return false;
            if (TableCells.IsNumber(first) && !scan.Cells.MayBeNull(first) && (header.FirstKey is not [var c, ..] || c != first[0]))
                return true;
            Span<char> text = stackalloc char[ShortCell];
            Span<char> key = stackalloc char[ShortCell];
            key = key[..Folding.Key(text[..Encoding.UTF8.GetChars(first, text)], key)];
            return !scan.Cells.IsNullKey(key) && !TotalRow.MayBegin(key[0]) && !key.SequenceEqual(header.FirstKey);
        }
    }

    private TableForm Form => form;

    private TableCells Cells => cells;
}

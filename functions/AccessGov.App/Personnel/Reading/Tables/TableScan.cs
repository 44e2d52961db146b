using System.Text;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Personnel.Reading.Workbooks;
using AccessGov.Core.Kernel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>
/// Walks over a delivered table, row by row and holding none, or refuses it: encoding, quotes, header, total row, cut ends. A table may be
/// walked over again.
/// </summary>
/// <param name="table">As it was delivered.</param>
internal sealed partial class TableScan(DeliveredTable table)
{
    // Which CP/M and some of its heirs write behind a text.
    private const byte EndOfFileMark = 0x1A;

    // Longer first cells are looked at as texts.
    private const int ShortCell = 64;

    private readonly Stream file = table.Text;
    private readonly TableForm form = table.Form;
    private readonly TableCells cells = new(table.Form);
    private TableHeader? header;
    private string textHash = "";

    /// <summary>SHA-256 of the file, lower-case hex; known once it was walked over.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Hands each data row to whoever takes it, and says at the end whether the table is whole.</summary>
    /// <param name="open">Called once the header is known: who takes the rows.</param>
    public TableScanned Run(Func<TableHeader, RowTaker> open)
    {
        var scanned = WalkOver(open);
        // What is wrong with a list of another kind does not matter: it was given to the wrong command.
        return scanned.Reasons.Count > 0 && header is null && OtherLists.SeenIn(table) is { } other ? Refused(other) : scanned;
    }

    private TableScanned WalkOver(Func<TableHeader, RowTaker> open)
    {
        if (table.Fault is { } noTable)
        {
            Hash = table.FileHash!;
            return Refused(noTable);
        }
        var (beginning, notices, reasons) = (new List<string[]>(), new List<Notice>(), new List<Wording>());
        var faultOfBeginning = ReadBeginning(beginning);
        header = faultOfBeginning is null ? TableHeader.Find(beginning, form, notices, reasons, OtherSeparator) : null;
        using var bytes = new FileBytes(file, form.Encoding);
        var walk = new Walk(this, header, header is null ? null : open(header), notices);
        var fault = walk.Run(bytes);
        // What is wrong with the bytes of a file is told before anything else, wherever it is.
        textHash = bytes.Finish();
        Hash = table.FileHash ?? textHash;
        if (bytes.ReadBytes == 0)
            return Refused(Wording.Of("Table.empty"));
        if (FileText.Fault(file, bytes, form.Encoding) is { } noText)
            return Not(noText);
        if (bytes.HasSecondBom)
            return Not(Wording.Of("Table.second-bom"));
        if (bytes.Last == EndOfFileMark)
            return Not(walk.FaultOfText() ?? Wording.Of("Table.ends-with-1a"));
        if (form.NeedsFinalLineBreak && bytes.ReadBytes > bytes.BomLength && bytes.Last is not ((byte)'\n' or (byte)'\r'))
            return Not(walk.FaultOfText() ?? Wording.Of("Table.no-final-line-break"));
        if (walk.FaultOfText() is { } noCharacters)
            return Not(noCharacters);
        // Quoted cells with another separator between them look like broken quotations.
        if ((faultOfBeginning ?? fault) is { } broken)
            return header is null && OtherSeparator() is { } other
                ? new TableScanned(0, [], [TableHeader.Missing(form), other])
                : Not(broken);
        if (header is null)
            return new TableScanned(0, notices, reasons);
        return walk.Fault() is { } refusal ? Not(refusal) : new TableScanned(walk.Rows, notices, []);

        // What was met until then is known, and told with it.
        TableScanned Not(Wording reason) => new(0, notices, [reason]);
    }

    /// <summary>Hands out some rows of a table that was found whole.</summary>
    /// <param name="wanted">Rows as a spreadsheet counts, ascending.</param>
    /// <param name="kept">Rows of it that need not be read again.</param>
    /// <param name="open">Who takes them.</param>
    /// <exception cref="IOException">The file is not the same any more.</exception>
    public void RunAgain(ReadOnlySpan<int> wanted, KeptRows kept, Func<TableHeader, RowTaker> open)
    {
        var known = header ?? throw new InvalidOperationException("Nobody has walked over the table yet.");
        var taker = open(known);
        if (kept.Have(wanted))
        {
            using var rows = CsvReader.Create(kept.Text, CsvRows.Options(form.Delimiter));
            // Nothing stands before the first line break.
            rows.Read();
            for (var i = 0; !wanted.IsEmpty && rows.Read(); i++)
                Take(rows, kept.Rows[i], ref wanted);
            return;
        }
        using var bytes = new FileBytes(file, form.Encoding);
        using var csv = Open(bytes, out _);
        for (var row = 1; !wanted.IsEmpty && csv.Read(); row++)
            Take(csv, row, ref wanted);
        if (bytes.Finish() != textHash)
            throw new IOException("The file was changed while it was read. Deliver it again.");

        void Take(CsvReader csv, int row, ref ReadOnlySpan<int> wanted)
        {
            if (row != wanted[0])
                return;
            taker(csv, row, IsRagged(csv, known));
            wanted = wanted[1..];
        }
    }

    private CsvReader Open(FileBytes bytes, out Cp932Stream? decoding, char? separator = null)
    {
        decoding = form.Encoding == TextEncoding.Cp932 ? new Cp932Stream(bytes) : null;
        return CsvReader.Create((Stream?)decoding ?? bytes, CsvRows.Options(separator ?? form.Delimiter), leaveOpen: true);
    }

    private bool IsRagged(CsvReader csv, TableHeader header)
    {
        if (table.HasPlaces)
            return false;
        for (var i = header.Width; i < csv.FieldCount; i++)
            if (!cells.IsNull(csv.GetString(i)))
                return true;
        return csv.FieldCount < header.Width;
    }

    private static TableScanned Refused(Wording reason) => new(0, [], [reason]);

    /// <summary>One walk from the first row to the last: damage behind a fault is told before the fault.</summary>
    private sealed class Walk(TableScan scan, TableHeader? header, RowTaker? taker, List<Notice> notices)
    {
        private (int Row, int? Count)? total;
        private Wording? fault;
        private (int Row, int Count, bool IsRagged) last;

        public int Rows { get; private set; }

        private Cp932Stream? decoding;

        /// <summary>Why the bytes are no text of CP932; null when they are, or are UTF-8.</summary>
        public Wording? FaultOfText() =>
            decoding is { BrokenAt: { } at, Broken: var (lead, trail) }
                ? Cp932.Fault(FileText.LineOf(scan.File, at), at, lead, trail)
                : null;

        /// <summary>Why the text cannot be cut into rows; null when it can.</summary>
        public Wording? Run(FileBytes bytes)
        {
            using var csv = scan.Open(bytes, out decoding);
            var row = 0;
            try
            {
                while (csv.Read())
                {
                    row++;
                    if (CsvRows.Fault(csv, row) is { } tooLong)
                        return tooLong;
                    if (fault is null && header is not null && row > header.Index + 1)
                        Take(csv, row, header);
                }
                return null;
            }
            catch (CsvFormatException e)
            {
                return CsvRows.Fault(e, row + 1);
            }
            finally
            {
                decoding?.Finish();
            }
        }

        /// <summary>Why the rows are not all that was written; null when they are.</summary>
        public Wording? Fault()
        {
            if (fault is not null)
                return fault;
            if (scan.Merged.FirstOrDefault(IsMergedData) is { } merged)
                return Wording.Of("Workbook.merged", merged.Place);
            if (total is { Row: var at, Count: var count })
            {
                if (count is null)
                    return Wording.Of("Table.total-unreadable", at, TotalRow.Example);
                if (count != Rows)
                    return Wording.Of("Table.total-differs", at, count, Rows);
            }
            else if (scan.Form.NeedsTotalRow)
                return Wording.Of("Table.total-missing");
            if (Rows == 0)
                return Wording.Of("Table.no-rows");
            if (total is not { } found)
                return last.IsRagged ? Wording.Of("Table.last-row-short", last.Row, last.Count, header!.Width) : null;
            notices.Add(new(NoticeKind.TotalRowSkipped, scan.Form.Source, found.Row, null, Wording.Of("Notice.total-agrees", found.Count)));
            return null;
        }

        // Titles above the header and the label of a total row may be merged; what the cells between them say nobody knows.
        private bool IsMergedData(MergedCells merged) => merged.LastRow > header!.Index + 1 && !(merged.FirstRow >= total?.Row);

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
                    notices.Add(new(NoticeKind.RowSkipped, scan.Form.Source, row, null, Wording.Of("Notice.header-repeated")));
                    return;
                }
            }
            else if (AfterTotal(row))
                return;
            Rows++;
            last = (row, csv.FieldCount, scan.IsRagged(csv, header));
            taker!(csv, row, last.IsRagged);
        }

        private bool AfterTotal(int row)
        {
            if (total is { Row: var at })
                fault = Wording.Of("Table.after-total", row, at);
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

    private Stream File => file;

    private TableForm Form => form;

    private TableCells Cells => cells;

    private IReadOnlyList<MergedCells> Merged => table.Merged;
}
